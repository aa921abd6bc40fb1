package io.trainyard.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** What may depend on what, over everything that runs in one process. */
@AnalyzeClasses(packages = "io.trainyard", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String CONFIGURATION = "io.trainyard.configuration..";
    private static final String CONTRACT = "io.trainyard.contract..";
    private static final String ENGINE = "io.trainyard.engine..";
    private static final String WORKER = "io.trainyard.worker..";
    private static final String TRACKER = "io.trainyard.tracker..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String[] SQL = {"java.sql..", "javax.sql..", "com.zaxxer.hikari..", "org.postgresql.."};
    private static final String[] TENSORS = {ENGINE, "org.nd4j..", "org.bytedeco.."};

    @ArchTest
    static void everyPartIsAnalysed(JavaClasses all) {
        for (String part :
                List.of("configuration", "contract", "embedded", "engine", "standalone", "tracker", "worker"))
            assertThat(all.containPackage("io.trainyard." + part)).as(part).isTrue();
    }

    @ArchTest
    static final ArchRule contractDependsOnNothingElse = classes()
            .that()
            .resideInAPackage(CONTRACT)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", CONTRACT, JACKSON));

    @ArchTest
    static final ArchRule configurationDependsOnNothingElse = classes()
            .that()
            .resideInAPackage(CONFIGURATION)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", "picocli..", CONFIGURATION, JACKSON));

    /** Settings are read where a part begins; what lies deeper is told its values. */
    @ArchTest
    static final ArchRule onlyTheRootsOfTrackerAndWorkerReadSettings = noClasses()
            .that()
            .resideOutsideOfPackages(CONFIGURATION, "io.trainyard.tracker", "io.trainyard.worker")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONFIGURATION);

    @ArchTest
    static final ArchRule onlyTheWireKnowsJson = noClasses()
            .that(resideInAPackage(CONTRACT)
                    .and(DescribedPredicate.not(resideInAPackage("io.trainyard.contract.wire.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JACKSON);

    @ArchTest
    static final ArchRule workerAndTrackerMeetOnlyInTheContract = noClasses()
            .that()
            .resideInAPackage(WORKER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(TRACKER);

    @ArchTest
    static final ArchRule trackerKnowsNoWorkerAndNoTensor = noClasses()
            .that()
            .resideInAPackage(TRACKER)
            .should()
            .dependOnClassesThat(resideInAPackage(WORKER).or(resideInAnyPackage(TENSORS)));

    @ArchTest
    static final ArchRule engineKnowsNeitherKafkaNorSql = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat(
                    resideInAPackage(KAFKA).or(resideInAnyPackage(SQL)).or(resideInAnyPackage(WORKER, TRACKER)));

    @ArchTest
    static final ArchRule onlyTheWorkersRootSeesTheEngine = noClasses()
            .that()
            .resideInAPackage("io.trainyard.worker.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ENGINE);

    @ArchTest
    static final ArchRule workerKnowsNoSql =
            noClasses().that().resideInAPackage(WORKER).should().dependOnClassesThat(resideInAnyPackage(SQL));

    @ArchTest
    static final ArchRule statementsArePreparedOnlyInTheStorage = noClasses()
            .that(resideInAPackage(TRACKER)
                    .and(DescribedPredicate.not(resideInAPackage("io.trainyard.tracker.storage.."))))
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are statements",
                    (JavaClass type) -> type.getPackageName().equals("java.sql")
                            && type.getSimpleName().endsWith("Statement")));

    @ArchTest
    static final ArchRule kafkaClientsAppearOnlyWhereMessagesGoInAndOut = noClasses()
            .that(resideInAnyPackage(WORKER, TRACKER)
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "io.trainyard.tracker.ingest..",
                            "io.trainyard.tracker.dispatch..",
                            "io.trainyard.worker.queue..",
                            "io.trainyard.worker.reporting.."))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(KAFKA);

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("io.trainyard.(**)").should().beFreeOfCycles();

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        Set<String> unmarked = all.stream()
                .map(JavaClass::getPackage)
                .filter(Predicate.not(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class)))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());

        assertThat(unmarked).isEmpty();
    }
}
