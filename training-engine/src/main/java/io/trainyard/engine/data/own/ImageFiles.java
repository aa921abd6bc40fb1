package io.trainyard.engine.data.own;

import io.trainyard.engine.data.DataException;
import io.trainyard.engine.data.own.FolderFiles.Entry;
import io.trainyard.engine.data.own.Outline.Size;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** PNG and JPEG files, read by the JDK's ImageIO in as many threads as there are cores. */
final class ImageFiles {
    private final List<Entry> files;
    private final List<ImageHeader> headers;

    private ImageFiles(List<Entry> files, List<ImageHeader> headers) {
        this.files = files;
        this.headers = headers;
    }

    /** Reads the headers. */
    static ImageFiles of(List<Entry> files) throws DataException, IOException {
        ImageHeader[] headers = new ImageHeader[files.size()];
        inParallel(files.size(), i -> headers[i] = ImageHeader.of(files.get(i)));
        return new ImageFiles(files, List.of(headers));
    }

    Outline outline(List<String> classes, double[] answers, int trainImages) {
        int channels = headers.stream().mapToInt(ImageHeader::channels).max().orElse(1);
        Size first = headers.getFirst().size();
        for (int i = 1; i < headers.size(); i++)
            if (!headers.get(i).size().equals(first)) {
                String differing = files.getFirst().path() + " is " + first + " pixels large and "
                        + files.get(i).path() + " " + headers.get(i).size();
                return new Outline(classes, answers, trainImages, Optional.empty(), differing, channels);
            }
        return Outline.of(classes, answers, trainImages, first, channels);
    }

    void read(Source.Receiver receiver) throws DataException, IOException {
        inParallel(files.size(), i -> receiver.take(i, decode(files.get(i), headers.get(i))));
    }

    private static Picture decode(Entry file, ImageHeader header) throws DataException, IOException {
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(header.format()).next();
        List<String> warnings = new ArrayList<>();
        // A JPEG file that ends too early is no error to ImageIO: it warns and fills up with grey.
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file.path())))) {
            reader.setInput(in, true, true);
            BufferedImage image = reader.read(0);
            if (!warnings.isEmpty()) throw new DataException(file.path() + ": is damaged: " + warnings.getFirst());
            return picture(image, file);
        } catch (IOException | RuntimeException e) {
            // The decoders throw whatever comes where a file is damaged.
            String reason = e.getCause() == null || e.getCause().getMessage() == null
                    ? String.valueOf(e.getMessage())
                    : e.getMessage() + " (" + e.getCause().getMessage() + ")";
            throw new DataException(file.path() + ": is damaged or truncated: " + reason, e);
        } finally {
            reader.dispose();
        }
    }

    /** The samples as they are stored, whatever colour profile the file carries. */
    private static Picture picture(BufferedImage image, Entry file) throws DataException {
        int height = image.getHeight();
        int width = image.getWidth();
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        boolean plain = image.getColorModel() instanceof ComponentColorModel
                && raster.getTransferType() == DataBuffer.TYPE_BYTE;
        if (!plain) return converted(image, file);
        if (bands == 2 || bands == 4)
            requireOpaque(raster.getSamples(0, 0, width, height, bands - 1, (int[]) null), file);
        int channels = bands < 3 ? 1 : 3;
        byte[] planes = new byte[channels * height * width];
        int[] samples = new int[height * width];
        for (int channel = 0; channel < channels; channel++) {
            raster.getSamples(0, 0, width, height, channel, samples);
            for (int i = 0; i < samples.length; i++) planes[channel * samples.length + i] = (byte) samples[i];
        }
        return new Picture(channels, height, width, planes);
    }

    private static void requireOpaque(int[] alpha, Entry file) throws DataException {
        for (int value : alpha)
            if (value != 255)
                throw new DataException(file.path()
                        + ": has transparent pixels, of which nobody says what lies behind: save it without");
    }

    /** Of a palette, or of fewer bits a pixel. */
    private static Picture converted(BufferedImage image, Entry file) throws DataException {
        int height = image.getHeight();
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        int[] alpha = new int[pixels.length];
        byte[] planes = new byte[3 * pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            alpha[i] = pixels[i] >>> 24;
            for (int channel = 0; channel < 3; channel++)
                planes[channel * pixels.length + i] = (byte) (pixels[i] >> (16 - 8 * channel));
        }
        requireOpaque(alpha, file);
        return new Picture(3, height, width, planes);
    }

    /** Something to do for each of some files. */
    @FunctionalInterface
    private interface Work {
        void at(int index) throws DataException, IOException;
    }

    /** Ends with the first failure; the others are not begun any more. */
    private static void inParallel(int count, Work work) throws DataException, IOException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        IntStream.range(0, count).parallel().forEach(i -> {
            if (failure.get() != null) return;
            try {
                work.at(i);
            } catch (DataException | IOException e) {
                failure.compareAndSet(null, e);
            }
        });
        switch (failure.get()) {
            case null -> {}
            case DataException e -> throw e;
            case IOException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        }
    }
}
