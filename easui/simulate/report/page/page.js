"use strict";
// One cursor for all charts: pointing at one, or the arrow keys, shows the values of a moment in every legend.
(() => {
  const holder = document.getElementById("series");
  const charts = document.querySelector(".charts");
  if (!holder || !charts) return;
  const series = JSON.parse(holder.textContent);
  const count = series.t.length;
  const outputs = [...charts.querySelectorAll("output")];
  const cursors = [...charts.querySelectorAll(".cursor")];
  const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
  let at = -1;

  const clock = (seconds) => {
    const two = (value) => String(value).padStart(2, "0");
    const whole = Math.round(seconds);
    return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  };
  const told = (key, value) => {
    if (value === null) return "–";
    if (key.endsWith("_ms")) return value < 1000 ? `${number.format(value)} ms` : `${number.format(value / 1000)} s`;
    return key === "utilization" ? `${number.format(value * 100)} %` : number.format(value);
  };
  const show = (index) => {
    at = Math.max(0, Math.min(count - 1, index));
    const left = `${((at + 0.5) / count) * 100}%`;
    for (const cursor of cursors) Object.assign(cursor.style, { display: "block", left });
    for (const output of outputs) {
      const moment = output === outputs[0] ? `  at ${clock(series.t[at])}` : "";
      output.textContent = told(output.dataset.key, series[output.dataset.key][at]) + moment;
    }
  };
  const hide = () => {
    at = -1;
    for (const cursor of cursors) cursor.style.display = "none";
    for (const output of outputs) output.textContent = "";
  };

  for (const plot of charts.querySelectorAll(".plot")) {
    plot.addEventListener("pointermove", (event) => {
      const box = plot.getBoundingClientRect();
      show(Math.floor(((event.clientX - box.left) / box.width) * count));
    });
    plot.addEventListener("pointerleave", hide);
  }
  charts.addEventListener("keydown", (event) => {
    const pace = event.shiftKey ? Math.max(1, Math.round(count / 20)) : 1;
    const steps = { ArrowLeft: -pace, ArrowRight: pace, Home: -count, End: count };
    if (event.key === "Escape") hide();
    if (!(event.key in steps)) return;
    event.preventDefault();
    show(at < 0 && event.key === "ArrowRight" ? 0 : (at < 0 ? count : at) + steps[event.key]);
  });
})();
