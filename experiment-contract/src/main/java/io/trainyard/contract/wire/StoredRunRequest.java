package io.trainyard.contract.wire;

import io.trainyard.contract.ExperimentId;
import io.trainyard.contract.Restart;
import io.trainyard.contract.RunId;

/**
 * A run request with its specification as it is stored. It is passed on unread, so that nothing is lost of what a newer
 * program stored, and what no program of today would accept still reaches a worker, which says so.
 *
 * @param spec JSON as {@link SpecJson#writeStoredRun} wrote it
 * @param dispatch how often the run was handed out, from 1
 * @param restart from where it is trained, if it had ended before
 */
public record StoredRunRequest(RunId run, ExperimentId experiment, String spec, int dispatch, Restart restart) {}
