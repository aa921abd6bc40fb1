package io.trainyard.contract.network.preset;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.network.LayerSpec;
import io.trainyard.contract.network.Network;
import io.trainyard.contract.network.Shape;
import io.trainyard.contract.network.preset.Residual.Shortcut;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of the papers, of torchvision and of the collections for CIFAR-10 that the presets name. */
class NetworkPresetsTest {
    private static final Map<String, Shape> IMAGES = Map.of(
            "digit", new Shape(1, 28, 28),
            "grey", new Shape(1, 32, 32),
            "cifar", new Shape(3, 32, 32),
            "imagenet", new Shape(3, 224, 224),
            "large", new Shape(3, 299, 299));

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "fc2layer, digit, 6442",
        "small-cnn, digit, 6422",
        "tutorial-net, cifar, 62006",
        "tutorial-net, digit, 44426",
        "lenet5, digit, 61706",
        "lenet5, cifar, 62006",
        "alexnet-small, cifar, 2472266",
        "alexnet, cifar, 23272266",
        "zfnet, cifar, 8981642",
        "vgg11, cifar, 9225610",
        "vgg13, cifar, 9410122",
        "vgg16, cifar, 14719818",
        "vgg19, cifar, 20029514",
        "vgg11-bn, cifar, 9231114",
        "vgg13-bn, cifar, 9416010",
        "vgg16-bn, cifar, 14728266",
        "vgg19-bn, cifar, 20040522",
        "vgg11-bn, grey, 9229962",
        "vgg13-bn, grey, 9414858",
        "vgg16-bn, grey, 14727114",
        "vgg19-bn, grey, 20039370",
        "vgg11-bn, digit, 9229962",
        "vgg19-bn, digit, 20039370",
        "resnet18, cifar, 11173962",
        "resnet34, cifar, 21282122",
        "resnet50, cifar, 23520842",
        "resnet101, cifar, 42512970",
        "resnet152, cifar, 58156618",
        "resnet18, digit, 11172810",
        "resnet152, digit, 58155466",
        "resnet20, cifar, 269722",
        "resnet32, cifar, 464154",
        "resnet44, cifar, 658586",
        "resnet56, cifar, 853018",
        "resnet110, cifar, 1727962",
        "googlenet, cifar, 6166250",
        "inception-v3, cifar, 21806058",
    })
    void smallNetworksHaveTheirParameters(String name, String image, long parameters) {
        assertThat(network(name, image, 10).parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "alexnet-imagenet, imagenet, 61100840",
        "alexnet-2012, imagenet, 60965224",
        "zfnet-imagenet, imagenet, 62357608",
        "vgg11-imagenet, imagenet, 132863336",
        "vgg13-imagenet, imagenet, 133047848",
        "vgg16-imagenet, imagenet, 138357544",
        "vgg19-imagenet, imagenet, 143667240",
        "vgg11-bn-imagenet, imagenet, 132868840",
        "vgg13-bn-imagenet, imagenet, 133053736",
        "vgg16-bn-imagenet, imagenet, 138365992",
        "vgg19-bn-imagenet, imagenet, 143678248",
        "googlenet-2014, imagenet, 6998552",
        "googlenet-imagenet, imagenet, 6624904",
        "googlenet-imagenet-auxiliary, imagenet, 13004888",
        "inception-v2-imagenet, imagenet, 11194984",
        "inception-v3-imagenet, large, 23834568",
        "inception-v3-imagenet-auxiliary, large, 27161264",
        "resnet18-imagenet, imagenet, 11689512",
        "resnet34-imagenet, imagenet, 21797672",
        "resnet50-imagenet, imagenet, 25557032",
        "resnet101-imagenet, imagenet, 44549160",
        "resnet152-imagenet, imagenet, 60192808",
    })
    void networksForImageNetHaveTheirParameters(String name, String image, long parameters) {
        assertThat(network(name, image, 1000).parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest(name = "{0} needs {2} millions")
    @CsvSource({
        "fc2layer, digit, 0.01",
        "small-cnn, digit, 0.15",
        "tutorial-net, cifar, 0.65",
        "vgg11-bn, cifar, 153",
        "vgg13-bn, cifar, 228",
        "vgg16-bn, cifar, 313",
        "vgg19-bn, cifar, 398",
        "resnet18, cifar, 555",
        "resnet34, cifar, 1159",
        "resnet50, cifar, 1298",
        "resnet101, cifar, 2510",
        "resnet152, cifar, 3722",
        "resnet20, cifar, 40.6",
        "resnet56, cifar, 125",
        "resnet110, cifar, 253",
        "googlenet, cifar, 1522",
    })
    void multiplyAddsRoundToThePublishedMillions(String name, String image, String millions) {
        int decimals = millions.contains(".") ? millions.length() - millions.indexOf('.') - 1 : 0;

        double found = network(name, image, 10).multiplyAdds() / 1e6;

        assertThat(String.format(Locale.ROOT, "%." + decimals + "f", found)).isEqualTo(millions);
    }

    @Test
    void variantsThatAreNotOfferedHaveTheirParametersToo() {
        Shape cifar = new Shape(3, 32, 32);

        assertThat(parameters(cifar, 10, Vgg.small(cifar, 10, 11, Convolutions.NORMALIZED)))
                .isEqualTo(9_228_362);
        assertThat(parameters(cifar, 10, GoogLeNet.small(10, Convolutions.NORMALIZED)))
                .isEqualTo(6_158_346);
        assertThat(parameters(cifar, 10, ThinResNet.network(20, Shortcut.PROJECTED, 10)))
                .isEqualTo(272_474);
        assertThat(parameters(cifar, 10, ThinResNet.network(110, Shortcut.PROJECTED, 10)))
                .isEqualTo(1_730_714);
        assertThat(parameters(cifar, 10, ThinResNet.network(1202, Shortcut.PADDED, 10)))
                .isEqualTo(19_421_274);
        assertThat(network("inception-v3", "cifar", 100).parameters()).isEqualTo(21_990_468);
        assertThat(parameters(
                        new Shape(3, 224, 224),
                        1000,
                        new InceptionV2(Convolutions.NORMALIZED_WITH_BIAS).imageNet(1000)))
                .isEqualTo(11_204_936);
    }

    @Test
    void smallInceptionV2DiffersFromItsOriginalByStemAndHead() {
        long originalStem = (3 * 64 * 49 + 2 * 64) + (64 * 64 + 2 * 64) + (64 * 192 * 9 + 2 * 192);
        long originalHead = 1024 * 1000 + 1000;
        long stem = 3 * 192 * 9 + 2 * 192;
        long head = 1024 * 10 + 10;

        assertThat(network("inception-v2", "cifar", 10).parameters())
                .isEqualTo(11_194_984 - originalStem - originalHead + stem + head);
    }

    @Test
    void everySmallNetworkSuitsBothKindsOfSmallImages() {
        assertThat(NetworkPresets.all())
                .filteredOn(preset -> preset.minSide() == 28)
                .hasSize(28)
                .allMatch(preset -> preset.fitted(new Shape(1, 28, 28), 10).isPresent())
                .allMatch(preset -> preset.fitted(new Shape(3, 32, 32), 1).isPresent());
        assertThat(NetworkPresets.all())
                .filteredOn(preset -> preset.fitted(new Shape(3, 32, 32), 10).isPresent())
                .allMatch(preset -> preset.minSide() == 28);
    }

    @Test
    void namesDiffer() {
        assertThat(NetworkPresets.names()).doesNotHaveDuplicates();
    }

    private static Network network(String name, String image, int outputs) {
        Shape shape = Objects.requireNonNull(IMAGES.get(image));
        return Network.of(
                shape, outputs, NetworkPresets.find(name).orElseThrow().layers(shape, outputs));
    }

    private static long parameters(Shape image, int outputs, List<LayerSpec> layers) {
        return Network.of(image, outputs, layers).parameters();
    }
}
