package dev.inlay.soak;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import dev.inlay.soak.SoakResult.Phase;
import java.awt.BasicStroke;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Throughput and heap over time, one above the other. */
final class SoakPlot {
  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 360;
  private static final double MEBIBYTE = 1 << 20;

  private SoakPlot() {}

  /** Writes the plot as SVG. */
  static void write(SoakResult result, Path file) throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    throughput(result).paint(graphics, WIDTH, HEIGHT);
    graphics.translate(0, HEIGHT);
    heap(result).paint(graphics, WIDTH, HEIGHT);
    Document document =
        Processors.get("svg")
            .getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, 2 * HEIGHT));
    try (OutputStream out = Files.newOutputStream(file)) {
      document.writeTo(out);
    }
  }

  private static XYChart throughput(SoakResult result) {
    XYChart chart = chart("Throughput", "operations a second");
    for (Object map : result.settings().maps()) {
      List<Phase> phases = phases(result, phase -> phase.map().equals(map.toString()));
      add(chart, map.toString(), phases, Phase::operationsPerSecond);
    }
    return chart;
  }

  private static XYChart heap(SoakResult result) {
    XYChart chart = chart("Heap", "MiB in use");
    double[] seconds = result.samples().stream().mapToDouble(Sampler.Sample::seconds).toArray();
    double[] used =
        result.samples().stream().mapToDouble(sample -> sample.usedBytes() / MEBIBYTE).toArray();
    if (seconds.length > 0) {
      chart
          .addSeries("at any time", seconds, used)
          .setMarker(SeriesMarkers.NONE)
          .setLineWidth(0.5f);
    }
    add(
        chart,
        "at high water, collected",
        phases(result, phase -> phase.water() == Water.FLOOD),
        phase -> phase.usedBytes() / MEBIBYTE);
    add(
        chart,
        "at low water, collected",
        phases(result, phase -> phase.water() == Water.EBB),
        phase -> phase.usedBytes() / MEBIBYTE);
    return chart;
  }

  private static XYChart chart(String title, String unit) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("seconds")
            .yAxisTitle(unit)
            .theme(Styler.ChartTheme.XChart)
            .build();
    chart.getStyler().setYAxisMin(0.0).setLegendPosition(Styler.LegendPosition.OutsideE);
    chart.getStyler().setMarkerSize(4);
    chart.getStyler().setPlotGridLinesStroke(new BasicStroke(0.5f));
    return chart;
  }

  private static List<Phase> phases(SoakResult result, Predicate<Phase> which) {
    return result.phases().stream().filter(which).toList();
  }

  private static void add(
      XYChart chart, String name, List<Phase> phases, ToDoubleFunction<Phase> value) {
    if (!phases.isEmpty()) {
      XYSeries series =
          chart.addSeries(
              name,
              phases.stream().mapToDouble(Phase::toSecond).toArray(),
              phases.stream().mapToDouble(value).toArray());
      series.setMarker(SeriesMarkers.CIRCLE).setLineWidth(1f);
    }
  }
}
