package io.trainyard.engine.data;

import io.trainyard.contract.dataset.DatasetInfo;

/** A data set in memory. */
public record Dataset(DatasetInfo info, Images train, Images test) {}
