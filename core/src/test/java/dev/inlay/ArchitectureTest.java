package dev.inlay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between packages, and what the module exports and needs. */
class ArchitectureTest {
  private static JavaClasses main;

  @BeforeAll
  static void read() {
    main =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("dev.inlay");
  }

  @Test
  void arrowsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("api")
        .definedBy("dev.inlay")
        .layer("workload")
        .definedBy("dev.inlay.workload")
        .layer("view")
        .definedBy("dev.inlay.internal.view..")
        .layer("bulk")
        .definedBy("dev.inlay.internal.bulk..")
        .layer("shard")
        .definedBy("dev.inlay.internal.shard..")
        .layer("striped")
        .definedBy("dev.inlay.internal.striped..")
        .layer("snapshot")
        .definedBy("dev.inlay.internal.snapshot..")
        .layer("compute")
        .definedBy("dev.inlay.internal.compute..")
        .layer("wait")
        .definedBy("dev.inlay.internal.wait..")
        .layer("table")
        .definedBy("dev.inlay.internal.table..")
        .layer("collision")
        .definedBy("dev.inlay.internal.collision..")
        .layer("hash")
        .definedBy("dev.inlay.internal.hash..")
        .whereLayer("workload")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("api")
        .mayOnlyBeAccessedByLayers("workload")
        .whereLayer("bulk")
        .mayOnlyBeAccessedByLayers("api")
        .whereLayer("view")
        .mayOnlyBeAccessedByLayers("api", "bulk", "shard", "striped", "snapshot")
        .whereLayer("shard")
        .mayOnlyBeAccessedByLayers("api")
        .whereLayer("striped")
        .mayOnlyBeAccessedByLayers("api")
        .whereLayer("snapshot")
        .mayOnlyBeAccessedByLayers("api")
        .whereLayer("compute")
        .mayOnlyBeAccessedByLayers("api", "shard", "striped", "snapshot")
        .whereLayer("wait")
        .mayOnlyBeAccessedByLayers("api", "striped", "snapshot", "shard")
        .whereLayer("table")
        .mayOnlyBeAccessedByLayers("api", "shard")
        .whereLayer("collision")
        .mayOnlyBeAccessedByLayers("shard", "striped", "snapshot", "table")
        .whereLayer("hash")
        .mayOnlyBeAccessedByLayers("api", "shard", "striped", "snapshot", "table", "collision")
        .check(main);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("dev.inlay.(internal.*)..").should().beFreeOfCycles().check(main);
    noClasses()
        .that()
        .resideInAPackage("dev.inlay.internal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.inlay")
        .check(main);
  }

  @Test
  void theLibraryNeedsTheJdkOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.inlay..", "java..", "org.jspecify.annotations")
        .check(main);
  }

  /** Habit 2: one class owns the access to the slots of a table. */
  @Test
  void tableSlotsAreTouchedInOneClass() {
    noClasses()
        .that()
        .resideInAPackage("dev.inlay.internal..")
        .and()
        .doNotHaveFullyQualifiedName("dev.inlay.internal.table.FlatTable")
        .and()
        .doNotHaveFullyQualifiedName("dev.inlay.internal.shard.ShardDirectory")
        .and()
        .doNotHaveFullyQualifiedName("dev.inlay.internal.striped.SlotTable")
        .should()
        .callMethod(MethodHandles.class, "arrayElementVarHandle", Class.class)
        .check(main);
  }

  @Test
  void nothingUsesUnsafeOrReflectionTricks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("sun..", "jdk.internal..")
        .check(main);
  }

  @Test
  void onlyTheApiIsExportedAndOnlyTheBaseModuleNeeded() throws URISyntaxException {
    Path location =
        Path.of(InlayMap.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModuleDescriptor module =
        ModuleFinder.of(location).find("dev.inlay").orElseThrow().descriptor();
    assertThat(module.exports())
        .allSatisfy(exported -> assertThat(exported.isQualified()).isFalse())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactlyInAnyOrder("dev.inlay", "dev.inlay.workload");
    assertThat(module.opens()).isEmpty();
    assertThat(module.requires())
        .filteredOn(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
        .extracting(Requires::name)
        .containsExactly("java.base");
  }
}
