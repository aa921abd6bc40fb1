package io.trainyard.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of the log as the programs' own settings of logback make them. */
class LogFormatTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path logs;

    @ParameterizedTest
    @CsvSource({"/logback.xml, TERMINAL", "/logback-home.xml, FILE"})
    void lineOfJsonHasMessageKeysAndCause(String settings, String appender) throws Exception {
        JsonNode line = new ObjectMapper().readTree(line(settings, appender, "json"));

        assertThat(line.path("level").textValue()).isEqualTo("WARN");
        assertThat(line.path("formattedMessage").textValue()).isEqualTo("run 5 failed");
        assertThat(line.path("kvpList").get(0).path("runId").textValue()).isEqualTo("r\"1");
        assertThat(line.path("throwable").path("message").textValue()).isEqualTo("no\nmemory");
        assertThat(line.path("timestamp").isNumber()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/logback.xml, TERMINAL, text", "/logback-home.xml, FILE, text", "/logback.xml, TERMINAL, ''"})
    void linesAreTextUnlessJsonIsWanted(String settings, String appender, String format) throws Exception {
        assertThat(line(settings, appender, format))
                .contains(" WARN ", " run 5 failed runId=\"r\"1\"")
                .doesNotStartWith("{");
    }

    @Test
    void jsonStaysOnOneLine() throws Exception {
        assertThat(line("/logback.xml", "TERMINAL", "json").strip().lines()).hasSize(1);
    }

    private String line(String settings, String appender, String format) throws Exception {
        LoggerContext context = new LoggerContext();
        context.putProperty("trainyard.logs", logs.toString());
        context.putProperty("TRAINYARD_LOG_FORMAT", format);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL resource = LogFormatTest.class.getResource(settings);
        assertThat(resource).isNotNull();
        configurator.doConfigure(resource);
        try {
            var root = context.getLogger("ROOT");
            var configured = (OutputStreamAppender<ILoggingEvent>) root.getAppender(appender);
            ListAppender<ILoggingEvent> heard = new ListAppender<>();
            heard.start();
            root.detachAppender(appender);
            root.addAppender(heard);
            context.getLogger("io.trainyard.Example")
                    .atWarn()
                    .addKeyValue("runId", "r\"1")
                    .setCause(new IllegalStateException("no\nmemory"))
                    .log("run {} failed", 5);
            return new String(configured.getEncoder().encode(heard.list.getFirst()), StandardCharsets.UTF_8);
        } finally {
            context.stop();
        }
    }
}
