package io.trainyard.engine.data.own;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Small grey images of three classes, and how people would lay them out.
 */
public final class SampleSet {
    private final int side;
    private final byte[][] pixels;
    private final int[] labels;
    private final int trainImages;

    /**
     * Of images that are there.
     *
     * @param side of an image
     * @param pixels of each
     */
    SampleSet(int side, byte[][] pixels, int[] labels, int trainImages) {
        this.side = side;
        this.pixels = pixels;
        this.labels = labels;
        this.trainImages = trainImages;
    }

    int side() {
        return side;
    }

    byte[][] pixels() {
        return pixels;
    }

    int[] labels() {
        return labels;
    }

    int trainImages() {
        return trainImages;
    }

    static final int CLASSES = 3;

    public static SampleSet of(int images, int trainImages) {
        Random random = new Random(5);
        byte[][] pixels = new byte[images][64];
        int[] labels = new int[images];
        for (int i = 0; i < images; i++) {
            random.nextBytes(pixels[i]);
            labels[i] = i % CLASSES;
            // Something to be learned: the class lights up one row.
            for (int x = 0; x < 8; x++) pixels[i][8 * (2 * labels[i] + 1) + x] = (byte) 250;
        }
        return new SampleSet(8, pixels, labels, trainImages);
    }

    /** Only these images, all of them to train on. */
    SampleSet whole() {
        return new SampleSet(side, pixels, labels, pixels.length);
    }

    boolean isParted() {
        return trainImages < pixels.length;
    }

    public void asFolders(Path folder) throws IOException {
        for (int i = 0; i < pixels.length; i++) {
            Path part = isParted() ? folder.resolve(i < trainImages ? "train" : "test") : folder;
            Path ofClass = Files.createDirectories(part.resolve(Integer.toString(labels[i])));
            png(i, ofClass.resolve("image-" + (pixels.length - i) + ".png"));
        }
    }

    void png(int image, Path file) throws IOException {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setDataElements(0, 0, side, side, pixels[image]);
        ImageIO.write(picture, "png", file.toFile());
    }

    public void asIdx(Path folder) throws IOException {
        Files.createDirectories(folder);
        idx(folder, "train", 0, trainImages);
        if (isParted()) idx(folder, "t10k", trainImages, pixels.length);
    }

    private void idx(Path folder, String part, int from, int to) throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + (to - from) * side * side);
        images.putInt(0x803).putInt(to - from).putInt(side).putInt(side);
        ByteBuffer answers = ByteBuffer.allocate(8 + to - from).putInt(0x801).putInt(to - from);
        for (int i = from; i < to; i++) {
            images.put(pixels[i]);
            answers.put((byte) labels[i]);
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte.gz"), gzip(images.array()));
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), answers.array());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    public void asCsv(Path folder) throws IOException {
        Files.createDirectories(folder);
        csv(folder.resolve("train.csv"), 0, trainImages);
        if (isParted()) csv(folder.resolve("test.csv"), trainImages, pixels.length);
    }

    private void csv(Path file, int from, int to) throws IOException {
        StringBuilder text = new StringBuilder("label");
        for (int i = 0; i < side * side; i++) text.append(",pixel").append(i);
        for (int i = from; i < to; i++) {
            text.append("\r\n").append(labels[i]);
            for (byte value : pixels[i]) text.append(',').append(value & 0xFF);
        }
        Files.writeString(file, text);
    }

    /** Labels are long integers, as NumPy's are. */
    public void asNpz(Path folder, boolean floats) throws IOException {
        Files.createDirectories(folder);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("set.npz")))) {
            String train = isParted() ? "_train" : "";
            npy(zip, train, 0, trainImages, floats);
            if (isParted()) npy(zip, "_test", trainImages, pixels.length, floats);
        }
    }

    private void npy(ZipOutputStream zip, String part, int from, int to, boolean floats) throws IOException {
        zip.putNextEntry(new ZipEntry("x" + part + ".npy"));
        String shape = "(" + (to - from) + ", " + side + ", " + side + ")";
        DataOutputStream out = header(zip, floats ? "<f4" : "|u1", shape);
        for (int i = from; i < to; i++)
            for (byte value : pixels[i])
                if (floats) out.writeInt(Integer.reverseBytes(Float.floatToIntBits((value & 0xFF) / 255f)));
                else out.write(value);
        zip.putNextEntry(new ZipEntry("y" + part + ".npy"));
        out = header(zip, "<i8", "(" + (to - from) + ",)");
        for (int i = from; i < to; i++) out.writeLong(Long.reverseBytes(labels[i]));
    }

    static DataOutputStream header(OutputStream to, String type, String shape) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
        DataOutputStream out = new DataOutputStream(to);
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        out.writeShort(Short.reverseBytes((short) header.length()));
        out.write(header.getBytes(StandardCharsets.US_ASCII));
        return out;
    }
}
