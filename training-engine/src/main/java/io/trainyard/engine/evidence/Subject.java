package io.trainyard.engine.evidence;

import io.trainyard.contract.dataset.Target;
import io.trainyard.engine.data.Images;
import java.util.Map;

/**
 * What evidence needs to know beside the network.
 *
 * @param target what is to be told of an image
 * @param images of the test set as they are stored, to be shown
 * @param properties texts that the exported model carries
 * @param multiplyAdds that measuring may cost
 */
public record Subject(Target target, Images images, Map<String, String> properties, long multiplyAdds) {
    public Subject {
        properties = Map.copyOf(properties);
    }
}
