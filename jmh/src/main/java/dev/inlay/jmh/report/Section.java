package dev.inlay.jmh.report;

import java.util.List;

/**
 * A part of the page: one question, answered by charts.
 *
 * @param id its anchor
 * @param heading its heading
 * @param lead how to read it
 * @param panels the charts, those of several runs that show the same beside each other
 * @param missing what to run when there is none
 * @param notHere which maps do not take part, and why
 */
record Section(
    String id,
    String heading,
    String lead,
    List<Panel> panels,
    String missing,
    List<String> notHere) {}
