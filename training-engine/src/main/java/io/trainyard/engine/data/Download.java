package io.trainyard.engine.data;

import java.util.List;

/**
 * A file that can be fetched.
 *
 * @param path under the download directory
 * @param mirrors whole addresses, tried in this order
 * @param algorithm of the sum: SHA-256 or MD5
 * @param sum in hexadecimal digits
 */
record Download(String path, List<String> mirrors, String algorithm, String sum) {
    Download {
        mirrors = List.copyOf(mirrors);
    }

    private static final List<String> MNIST = List.of(
            "https://storage.googleapis.com/cvdf-datasets/mnist/", "https://ossci-datasets.s3.amazonaws.com/mnist/");
    private static final List<String> FASHION = List.of("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");

    /** The files of a data set; none for one that is not fetched. */
    static List<Download> of(String dataset) {
        return switch (dataset) {
            case "mnist" ->
                List.of(
                        idx(
                                dataset,
                                IdxFiles.TRAIN_IMAGES,
                                MNIST,
                                "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                        idx(
                                dataset,
                                IdxFiles.TRAIN_LABELS,
                                MNIST,
                                "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                        idx(
                                dataset,
                                IdxFiles.TEST_IMAGES,
                                MNIST,
                                "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                        idx(
                                dataset,
                                IdxFiles.TEST_LABELS,
                                MNIST,
                                "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));
            case "fashion-mnist" ->
                List.of(
                        idx(
                                dataset,
                                IdxFiles.TRAIN_IMAGES,
                                FASHION,
                                "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                        idx(
                                dataset,
                                IdxFiles.TRAIN_LABELS,
                                FASHION,
                                "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                        idx(
                                dataset,
                                IdxFiles.TEST_IMAGES,
                                FASHION,
                                "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                        idx(
                                dataset,
                                IdxFiles.TEST_LABELS,
                                FASHION,
                                "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));
            case "cifar10" ->
                List.of(new Download(
                        "cifar10/" + CifarFiles.ARCHIVE,
                        List.of("https://www.cs.toronto.edu/~kriz/" + CifarFiles.ARCHIVE),
                        "MD5",
                        "c32a1d4ab5d03f1284b67883e8d87530"));
            default -> List.of();
        };
    }

    private static Download idx(String folder, String name, List<String> mirrors, String sum) {
        String file = name + ".gz";
        return new Download(
                folder + "/" + file,
                mirrors.stream().map(mirror -> mirror + file).toList(),
                "SHA-256",
                sum);
    }
}
