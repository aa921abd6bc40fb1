package io.trainyard.contract.network.preset;

import java.util.List;

/**
 * Networks that belong together.
 *
 * @param title for people
 * @param presets from small to large
 */
public record Family(String title, List<Preset> presets) {
    public Family {
        presets = List.copyOf(presets);
    }
}
