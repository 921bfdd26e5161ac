"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const charts = new Map();
  let dark = false;
  let printing = false;

  // Okabe and Ito's colours, which stay apart for every kind of colour vision; the maps differ in
  // symbol and dash too.
  const LIGHT = ["#0072b2", "#d55e00", "#007a5e", "#a8558a", "#8a6d00", "#3b8fc2", "#6b6b6b", "#b02a30"];
  const DARK = ["#56b4e9", "#f08a3c", "#2ec4a0", "#e09ac4", "#e6c84c", "#9ecbff", "#b8b8b8", "#ff8a80"];
  const PLACES = { sharded: 0, striped: 1, snapshot: 2, nbhm: 3, hashmap: 4, synchronized: 5 };
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "emptyRect", "emptyTriangle", "emptyDiamond", "pin"];
  const DASHES = ["solid", "solid", "solid", [6, 3], [2, 3], [8, 3, 2, 3], [4, 4], [1, 3]];

  function look() {
    return dark && !printing
      ? { ink: "#e8eaed", soft: "#a3abb6", line: "#343a43", paper: "#14171b", baseline: "#e8eaed", colors: DARK,
          scale: ["#f28e2b", "#a8602a", "#2a2f36", "#2f6594", "#56a5e8"] }
      : { ink: printing ? "#000" : "#16191d", soft: "#545b66", line: "#dcdfe4", paper: "#fff", baseline: "#16191d",
          colors: LIGHT, scale: ["#b35806", "#f1a340", "#f4f4f4", "#67a9cf", "#2166ac"] };
  }

  function styleOf(id, others, style) {
    if (id === "limit") {
      return { color: style.soft, symbol: "none", dash: [2, 4] };
    }
    if (id === "chm") {
      return { color: style.baseline, symbol: "emptyCircle", dash: [5, 4] };
    }
    let lap = 0;
    let place = PLACES[id.replace(/-\d+$/, (n) => (id.startsWith("sharded") ? n : ""))];
    if (place === undefined) {
      const free = [0, 1, 2, 3, 4, 5, 6, 7].filter(
          (p) => !others.some((other) => PLACES[other] === p));
      const unknown = others.filter((other) => other !== "chm" && other !== "limit" && PLACES[other] === undefined);
      place = free[unknown.indexOf(id) % free.length];
      lap = Math.floor(unknown.indexOf(id) / free.length);
    }
    // When there are more maps than colours, those of one colour differ in symbol and dash.
    return { color: style.colors[place], symbol: SYMBOLS[(place + 3 * lap) % 8], dash: lap ? [1, 2 + lap] : DASHES[place],
      ours: place < 3 && id in PLACES || id.startsWith("sharded") };
  }

  function figure(value) {
    const size = Math.abs(value);
    if (value === 0) { return "0"; }
    if (size >= 100) { return Math.round(value).toLocaleString("en-US"); }
    return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
  }

  function duration(ns) {
    const units = [[1e9, "s"], [1e6, "ms"], [1e3, "µs"], [1, "ns"]];
    const [size, unit] = units.find(([least]) => ns >= least) || units[3];
    return (ns / size).toLocaleString("en-US") + " " + unit;
  }

  const ratio = (value) => (value >= 1000 ? Math.round(value).toLocaleString("en-US") : value < 0.01 ? value.toPrecision(1) : value.toFixed(value >= 10 ? 1 : 2)) + "x";
  const html = (text) => echarts.format.encodeHTML(text);
  const spread = (v) => (v[1] === v[2] ? "" : " <small>" + figure(v[1]) + ".." + figure(v[2]) + "</small>");

  function base(style) {
    return {
      animation: false,
      backgroundColor: "transparent",
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: style.ink },
      tooltip: {
        confine: true, backgroundColor: style.paper, borderColor: style.line,
        textStyle: { color: style.ink, fontSize: 13 },
      },
      aria: { enabled: true, decal: { show: false } },
    };
  }

  function axis(style, more) {
    return Object.assign({
      axisLabel: { color: style.soft, fontSize: 12 },
      axisLine: { show: true, lineStyle: { color: style.line } },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: style.line } },
      nameTextStyle: { color: style.soft, fontSize: 12 },
    }, more);
  }

  // A line from the least to the greatest round, with a stroke at each end.
  function whisker(color, horizontal) {
    return (params, api) => {
      const at = api.value(0);
      const low = horizontal ? api.coord([api.value(1), at]) : api.coord([at, api.value(1)]);
      const high = horizontal ? api.coord([api.value(2), at]) : api.coord([at, api.value(2)]);
      const lean = api.value(3) || 0;
      const lines = horizontal
        ? [[low[0], low[1], high[0], high[1]], [low[0], low[1] - 4, low[0], low[1] + 4], [high[0], high[1] - 4, high[0], high[1] + 4]]
        : [[low[0] + lean, low[1], high[0] + lean, high[1]], [low[0] - 3 + lean, low[1], low[0] + 3 + lean, low[1]],
           [high[0] - 3 + lean, high[1], high[0] + 3 + lean, high[1]]];
      return {
        type: "group",
        children: lines.map(([x1, y1, x2, y2]) =>
            ({ type: "line", shape: { x1, y1, x2, y2 }, style: { stroke: color, lineWidth: 1.2, opacity: 0.75 } })),
      };
    };
  }

  function lines(chart, style, width) {
    const ids = chart.series.map((s) => s.id);
    const series = [];
    const crowded = chart.series.length > 6;
    chart.series.forEach((s, index) => {
      const own = styleOf(s.id, ids, style);
      // Neighbours' whiskers stand beside each other, not on each other.
      const lean = (index - (chart.series.length - 1) / 2) * (crowded ? 2 : 4);
      series.push({
        type: "line", name: s.name, symbol: own.symbol, symbolSize: 8, symbolOffset: [lean, 0], connectNulls: false, emphasis: { focus: "series" },
        z: s.id === "chm" ? 2 : 3,
        lineStyle: { color: own.color, width: own.ours || !crowded ? 2 : 1.2, type: own.dash },
        itemStyle: { color: own.color },
        data: s.values.map((v) => (v.length && (!chart.log || v[0] > 0) ? v[0] : null)),
      });
      series.push({
        type: "custom", name: s.name, silent: true, renderItem: whisker(own.color, false), z: 1,
        itemStyle: { color: own.color },
        data: s.values.map((v, i) => (v.length && v[1] !== v[2] && (!chart.log || v[1] > 0) ? [i, v[1], v[2], lean] : null))
            .filter((v) => v !== null),
        encode: { x: 0, y: [1, 2] }, tooltip: { show: false },
      });
    });
    const few = width < 480;
    const inTime = chart.log && chart.unit === "ns";
    return Object.assign(base(style), {
      legend: { type: "plain", top: 0, left: 0, itemWidth: 26, itemGap: few ? 8 : 14, textStyle: { color: style.ink, fontSize: 12 },
        data: chart.series.map((s) => s.name) },
      grid: { left: 8, right: 16, bottom: chart.xName ? 24 : 8, top: legendHeight(chart.series.map((s) => s.name), width) + 34, containLabel: true },
      xAxis: axis(style, { type: "category", data: chart.x, name: chart.xName, nameLocation: "middle", nameGap: 28, splitLine: { show: false } }),
      yAxis: axis(style, { type: chart.log ? "log" : "value", min: chart.log ? undefined : 0,
        name: (inTime ? "time" : chart.unit) + (chart.better === "lower" ? " (lower is better)" : "") + (chart.log ? ", logarithmic" : ""), nameLocation: "end",
        nameTextStyle: { color: style.soft, fontSize: 12, align: "left", padding: [0, 0, 0, -30] },
        axisLine: { show: false },
        axisLabel: { color: style.soft, fontSize: 12, formatter: (v) => (inTime ? duration(v) : v >= 1 || v === 0 ? v.toLocaleString("en-US") : String(v)) } }),
      tooltip: Object.assign(base(style).tooltip, {
        trigger: "axis",
        formatter: (points) => {
          const at = points[0].dataIndex;
          const rows = chart.series.filter((s) => s.values[at].length).map((s) => {
            const own = styleOf(s.id, ids, style);
            return "<span style=\"color:" + own.color + "\">●</span> " + html(s.name) + " <b>" + figure(s.values[at][0]) + "</b>" + spread(s.values[at]);
          });
          return "<b>" + html(chart.x[at] + " " + chart.xName) + "</b>, " + html(chart.unit) + "<br>" + rows.join("<br>");
        },
      }),
      series,
    });
  }

  function legendHeight(names, width) {
    let rows = 1;
    let used = 0;
    names.forEach((name) => {
      const need = 26 + 14 + 10 + name.length * 7.4;
      if (used + need > width && used > 0) {
        rows += 1;
        used = 0;
      }
      used += need;
    });
    return rows * 24;
  }

  function bars(chart, style, width) {
    const ids = chart.items.map((item) => item.id);
    const items = chart.items.slice().reverse();
    const most = Math.max(...items.map((item) => item.values[2]), chart.limit ? chart.limit[2] : 0);
    return Object.assign(base(style), {
      grid: { left: 8, right: 24, top: chart.limit ? 24 : 8, bottom: 26, containLabel: true },
      xAxis: axis(style, { type: "value", min: 0, splitNumber: width < 400 ? 2 : 5, max: chart.limit ? most * 1.05 : undefined,
        name: chart.unit + (chart.better === "higher" ? "" : " (lower is better)"), nameLocation: "middle", nameGap: 26,
        axisLabel: { color: style.soft, fontSize: 12, hideOverlap: true, showMaxLabel: chart.limit ? false : null,
          formatter: (v) => v.toLocaleString("en-US") } }),
      yAxis: axis(style, { type: "category", data: items.map((item) => item.name),
        axisLabel: { color: style.ink, fontSize: 12, formatter: (name, i) => name + "  {figure|" + figure(items[i].values[0]) + "}",
          rich: { figure: { color: style.ink, fontSize: 12, fontWeight: 700, width: 52, align: "right" } } }, splitLine: { show: false } }),
      tooltip: Object.assign(base(style).tooltip, {
        trigger: "axis", axisPointer: { type: "none" },
        formatter: (points) => {
          const item = items[points[0].dataIndex];
          return html(item.name) + " <b>" + figure(item.values[0]) + "</b>" + spread(item.values) + " " + html(chart.unit);
        },
      }),
      series: [
        { type: "bar", barMaxWidth: 26,
          markLine: chart.limit ? {
            silent: true, symbol: "none", lineStyle: { color: style.soft, type: [2, 4], width: 2 },
            label: { position: "end", rotate: 0, align: "right", color: style.soft, fontSize: 12, formatter: "machine limit " + figure(chart.limit[0]) },
            data: [{ xAxis: chart.limit[0] }] } : undefined,
          data: items.map((item) => ({ value: item.values[0], itemStyle: { color: styleOf(item.id, ids, style).color, opacity: item.id === "chm" ? 0.55 : 0.85 } })) },
        { type: "custom", silent: true, renderItem: whisker(style.ink, true), z: 3,
          data: items.map((item, i) => [i, item.values[1], item.values[2]]).filter((v) => v[1] !== v[2]),
          encode: { x: [1, 2], y: 0 }, tooltip: { show: false } },
      ],
    });
  }

  const sign = (cell, least) => (cell[5] < 2 ? "" : cell[3] > 1 && cell[2] >= least ? " ▲" : cell[4] < 1 && cell[2] <= 1 / least ? " ▼" : " ≈");

  // A name that is too long for its column breaks where a word begins, as near to the middle as can be.
  function inTwo(name) {
    const starts = [...name.matchAll(/(?<=[a-z])(?=[A-Z])| /g)].map((m) => m.index);
    if (starts.length === 0) {
      return name;
    }
    const at = starts.reduce((a, b) => (Math.abs(b - name.length / 2) < Math.abs(a - name.length / 2) ? b : a));
    return name.slice(0, at) + "\n" + name.slice(at).trim();
  }

  // As WCAG 2 defines it: at 0.18 black and white text are equally legible.
  function luminance(color) {
    const [r, g, b] = echarts.color.parse(color).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  // What a map of colours shows. Ratios have two directions, the others go from nothing to much.
  const MEASURES = {
    ratio: { text: ratio, sign, what: "ratios" },
    share: { text: (v) => (v > 0 && v < 0.01 ? (100 * v).toFixed(2) : Math.round(100 * v)) + " %", sign: () => "", what: "percent of the machine's limit",
      place: (v) => Math.min(1, Math.max(0, v)) },
    figure: { text: figure, sign: () => "", what: "figures", place: (v, most) => Math.log1p(Math.max(0, v)) / Math.log1p(most) },
  };

  // So much space do leaning names of columns take.
  const LEANING = 140;

  function heat(chart, style, width) {
    const kind = MEASURES[chart.measure] || MEASURES.ratio;
    const greatest = Math.max(...chart.cells.map((cell) => cell[2]), 1);
    const paint = (value) => {
      const place = kind.place ? 0.5 + kind.place(value, greatest) / 2 : Math.max(0, Math.min(1, Math.log2(value) / 4 + 0.5));
      return echarts.color.lerp(place, style.scale);
    };
    const longest = Math.max(...chart.rows.map((row) => row.length)) * 7.2;
    const labelWidth = Math.max(80, Math.min(longest, width * (printing && chart.maps.length > 6 ? 0.3 : 0.42)));
    const roomAtMost = (width - labelWidth - 20) / chart.maps.length - 6;
    // Names that do not fit above their columns even in two lines lean.
    const leaning = chart.maps.some((name) => Math.max(...(name.length * 7.8 > roomAtMost ? inTwo(name) : name).split("\n").map((part) => part.length)) * 7.8 > roomAtMost);
    const tail = leaning ? Math.max(4, chart.maps[chart.maps.length - 1].length * 5.6 - 10) : 4;
    const room = roomAtMost - (leaning ? tail / chart.maps.length : 0);
    return Object.assign(base(style), {
      grid: { left: labelWidth + 14, right: tail, top: leaning ? LEANING : 44, bottom: 6 },
      xAxis: axis(style, { type: "category", data: chart.maps, position: "top", splitLine: { show: false }, axisLine: { show: false },
        axisLabel: { color: style.ink, fontSize: 12, fontWeight: 600, interval: 0, lineHeight: 14, rotate: leaning ? -40 : 0,
          formatter: (name) => (!leaning && name.length * 7.8 > room ? inTwo(name) : name) } }),
      yAxis: axis(style, { type: "category", data: chart.rows, inverse: true, splitLine: { show: false }, axisLine: { show: false },
        axisLabel: { color: style.ink, fontSize: 12, interval: 0, width: labelWidth, overflow: "break", lineHeight: 14 } }),
      tooltip: Object.assign(base(style).tooltip, {
        formatter: (p) => {
          const cell = p.data.cell;
          return html(chart.rows[cell[1]]) + "<br>" + html(chart.maps[cell[0]]) + " <b>" + kind.text(cell[2]) + "</b>" + kind.sign(cell, chart.least) +
              " <small>" + kind.text(cell[3]) + ".." + kind.text(cell[4]) + " of " + cell[5] + "</small>";
        },
      }),
      series: [{
        type: "heatmap",
        label: { show: true, fontSize: room < 34 ? 8 : room < 50 ? 10 : width < 700 || room < 64 ? 11 : 13, lineHeight: 10,
          formatter: (p) => kind.text(p.data.cell[2]) + (room < 50 ? kind.sign(p.data.cell, chart.least).replace(" ", "\n") : kind.sign(p.data.cell, chart.least)) },
        data: chart.cells.map((cell) => {
          const fill = paint(cell[2]);
          const light = luminance(fill) > 0.18;
          return { value: [cell[0], cell[1], cell[2]], cell,
            itemStyle: { color: fill, borderColor: style.paper, borderWidth: 2 },
            label: { color: light ? "#16191d" : "#ffffff" },
            emphasis: { itemStyle: { borderColor: style.ink, borderWidth: 2 } } };
        }),
      }],
    });
  }

  function option(chart, style, width) {
    return chart.kind === "heat" ? heat(chart, style, width) : chart.kind === "bars" ? bars(chart, style, width) : lines(chart, style, width);
  }

  function height(element, chart) {
    if (chart.kind === "heat") {
      element.style.minWidth = printing ? "" : 170 + chart.maps.length * (chart.maps.length > 9 ? 62 : 92) + "px";
      element.style.height = (chart.maps.length > 5 ? LEANING + 16 : 60) + chart.rows.length * (printing ? 22 : element.clientWidth < 700 ? 38 : 32) + "px";
    } else if (chart.kind === "bars") {
      element.style.height = 56 + chart.items.length * (chart.items.length > 6 ? 26 : 36) + "px";
    } else {
      const names = legendHeight(chart.series.map((s) => s.name), element.clientWidth);
      element.style.height = names + (printing ? 150 : 288) + "px";
    }
  }

  function label(element, chart) {
    const title = element.parentElement.querySelector("figcaption").textContent.trim();
    const what = chart.kind === "heat"
      ? "Heat map of " + (MEASURES[chart.measure] || MEASURES.ratio).what + ", " + chart.rows.length + " rows, maps " + chart.maps.join(", ")
      : chart.kind === "bars"
        ? "Bars: " + chart.items.map((i) => i.name + " " + figure(i.values[0]) + " " + chart.unit).join(", ")
        : "Lines over " + chart.x.join(", ") + " " + chart.xName + ", in " + chart.unit + ": " +
            chart.series.map((s) => s.name + " " + s.values.map((v) => (v.length ? figure(v[0]) : "not measured")).join(", ")).join("; ");
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", title + ". " + what + ". The table below has all figures; the arrow keys step through them.");
  }

  function draw(element) {
    const chart = data[element.id];
    if (!chart || element.clientWidth === 0) {
      return;
    }
    height(element, chart);
    let instance = charts.get(element.id);
    if (!instance) {
      instance = echarts.init(element, null, { renderer: "svg" });
      charts.set(element.id, instance);
      arrows(element, instance, chart);
      new ResizeObserver(() => {
        if (!printing && Math.abs(element.clientWidth - instance.getWidth()) > 1) {
          draw(element);
        }
      }).observe(element);
    } else {
      instance.resize();
    }
    instance.setOption(option(chart, look(), element.clientWidth), true);
    label(element, chart);
  }

  function arrows(element, instance, chart) {
    const count = chart.kind === "heat" ? chart.cells.length : chart.kind === "bars" ? chart.items.length : chart.x.length;
    let at = -1;
    element.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) {
        at = (at + step + count) % count;
        instance.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at });
        event.preventDefault();
      } else if (event.key === "Escape") {
        at = -1;
        instance.dispatchAction({ type: "hideTip" });
      }
    });
    element.addEventListener("blur", () => instance.dispatchAction({ type: "hideTip" }));
  }

  const drawAll = () => document.querySelectorAll(".chart").forEach(draw);

  function theme(toDark) {
    dark = toDark;
    root.dataset.theme = dark ? "dark" : "light";
    const button = document.getElementById("theme");
    button.setAttribute("aria-pressed", String(dark));
    drawAll();
  }

  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = false;
  system.addEventListener("change", () => chosen || theme(system.matches));
  document.getElementById("theme").addEventListener("click", () => {
    chosen = true;
    theme(!dark);
  });

  document.querySelectorAll("details.more").forEach((details) =>
      details.addEventListener("toggle", () => details.open && details.querySelectorAll(".chart").forEach(draw)));

  // On paper there is nothing to open: everything is, but what a page of many topics folds; and charts have the
  // paper's width and colours.
  let closed = [];
  function beforePrint() {
    if (printing) {
      return;
    }
    printing = true;
    closed = [...document.querySelectorAll("main details:not([open], .source, .screen-only, .stays)")];
    closed.forEach((details) => { details.open = true; });
    root.classList.add("printing");
    drawAll();
  }
  function afterPrint() {
    if (!printing) {
      return;
    }
    printing = false;
    root.classList.remove("printing");
    closed.forEach((details) => { details.open = false; });
    drawAll();
  }
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  matchMedia("print").addEventListener("change", (e) => (e.matches ? beforePrint() : afterPrint()));

  theme(system.matches);
})();
