package io.trainyard.tracker.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Sends one file to a bucket: at once, or in parts where it is large, which become visible together. */
final class S3Upload {
    private static final long PART = 16 << 20;
    /** S3 takes 10,000. */
    private static final long MOST_PARTS = 9_000;

    private final S3Client client;
    private final String bucket;
    private final String key;

    S3Upload(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    void send(Path source, long bytes, Map<String, String> metadata) {
        if (bytes > PART) {
            sendParts(source, bytes, metadata);
            return;
        }
        Part whole = new Part(source, 0, bytes);
        client.putObject(put -> put.bucket(bucket).key(key).metadata(metadata).contentMD5(whole.md5()), whole.body());
    }

    private void sendParts(Path source, long bytes, Map<String, String> metadata) {
        String upload = client.createMultipartUpload(
                        create -> create.bucket(bucket).key(key).metadata(metadata))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            long size = Math.max(PART, bytes / MOST_PARTS + 1);
            for (long start = 0; start < bytes; start += size) {
                int number = parts.size() + 1;
                Part part = new Part(source, start, Math.min(size, bytes - start));
                String tag = client.uploadPart(
                                to -> to.bucket(bucket)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .contentMD5(part.md5()),
                                part.body())
                        .eTag();
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
            client.completeMultipartUpload(complete ->
                    complete.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (SdkException | UncheckedIOException e) {
            giveUp(upload, e);
            throw e;
        }
    }

    private void giveUp(String upload, RuntimeException cause) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            cause.addSuppressed(e);
        }
    }

    /** A part of a file, which is read once for its MD5 and once for each time that it is sent. */
    private record Part(Path file, long start, long length) {
        RequestBody body() {
            return RequestBody.fromContentProvider(this::open, length, "application/octet-stream");
        }

        String md5() {
            byte[] chunk = new byte[1 << 16];
            try (InputStream in = open()) {
                MessageDigest digest = MessageDigest.getInstance("MD5");
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) digest.update(chunk, 0, read);
                return Base64.getEncoder().encodeToString(digest.digest());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has MD5", e);
            }
        }

        private InputStream open() {
            try {
                FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.READ).position(start);
                return new Bounded(Channels.newInputStream(channel), length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The first bytes of a stream. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) return -1;
            int read = in.read();
            if (read >= 0) left--;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) return -1;
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            if (read > 0) left -= read;
            return read;
        }
    }
}
