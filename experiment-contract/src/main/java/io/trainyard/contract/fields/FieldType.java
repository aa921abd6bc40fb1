package io.trainyard.contract.fields;

/** What a field holds. */
public enum FieldType {
    INTEGER,
    NUMBER,
    FLAG,
    /** One of a few names. */
    CHOICE,
    /** A height and a width. */
    EXTENT,
    /** A list of layers. */
    LAYERS,
    /** A list of lists of layers. */
    BRANCHES
}
