package io.trainyard.contract;

/**
 * A run that is to be trained beside another one, like it but for some of its settings.
 *
 * @param spec of the new run
 * @param named whether somebody chose its name; else it may be changed so that no other run of the experiment has it
 */
public record CopiedRun(RunSpec spec, boolean named) {}
