/** All tables as files, and files as tables: for backups. */
@NullMarked
package io.trainyard.tracker.storage.backup;

import org.jspecify.annotations.NullMarked;
