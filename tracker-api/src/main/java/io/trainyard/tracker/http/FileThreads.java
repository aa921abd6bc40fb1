package io.trainyard.tracker.http;

import io.trainyard.tracker.files.RefusedFileException;
import io.trainyard.tracker.files.Uploads;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.concurrent.Callable;

/** The threads that read and write files of runs: a disk or a network that is slow keeps nobody else waiting. */
final class FileThreads {
    private final WorkerExecutor executor;

    FileThreads(WorkerExecutor executor) {
        this.executor = executor;
    }

    /** Does something with files; refusals and full disks come out as problems. */
    <T> Future<T> call(Callable<T> work) {
        return executor.executeBlocking(
                () -> {
                    try {
                        return work.call();
                    } catch (RefusedFileException e) {
                        throw problem(e);
                    } catch (Uploads.DisplacedException e) {
                        throw HttpProblem.conflict("The file is being sent on another connection");
                    } catch (Uploads.SurplusException e) {
                        throw HttpProblem.badRequest("body", "has more than was announced");
                    } catch (IOException e) {
                        if (isFull(e)) throw noRoom();
                        throw e;
                    }
                },
                false);
    }

    private static HttpProblem problem(RefusedFileException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case NO_SUCH_ATTEMPT -> new HttpProblem(404, message);
            case NOT_THE_OWNER -> HttpProblem.conflict(message);
            case TOO_LARGE -> new HttpProblem(413, message);
            case NO_ROOM -> new HttpProblem(507, message);
            case WRONG_CONTENT -> new HttpProblem(422, message);
        };
    }

    /** What systems say when nothing more fits; Java has no exception of its own for it. */
    private static boolean isFull(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded");
    }

    private static HttpProblem noRoom() {
        return new HttpProblem(507, "The tracker's disk is full: make room on it, or delete runs that nobody needs");
    }
}
