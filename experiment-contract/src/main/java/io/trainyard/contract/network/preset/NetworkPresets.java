package io.trainyard.contract.network.preset;

import java.util.List;
import java.util.Optional;

/** The networks that can be asked for by name. */
public final class NetworkPresets {
    private static final List<Family> FAMILIES = List.of(
            FirstNetworks.FAMILY,
            AlexNet.FAMILY,
            ZfNet.FAMILY,
            Vgg.FAMILY,
            GoogLeNet.FAMILY,
            InceptionV2.FAMILY,
            InceptionV3.FAMILY,
            ResNet.FAMILY,
            ThinResNet.FAMILY);
    private static final List<Preset> ALL =
            FAMILIES.stream().flatMap(family -> family.presets().stream()).toList();

    private NetworkPresets() {}

    /** In the order in which they were invented. */
    public static List<Family> families() {
        return FAMILIES;
    }

    public static List<Preset> all() {
        return ALL;
    }

    public static List<String> names() {
        return ALL.stream().map(Preset::name).toList();
    }

    public static Optional<Preset> find(String name) {
        return ALL.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }
}
