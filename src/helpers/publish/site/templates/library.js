// When the chart library beside the page is there, every drawing asks present mode first (projector.js) how large it is.
window.kxLibrary = new Promise((done, failed) => addEventListener("DOMContentLoaded", () => {
  if (!window.Plotly) return failed();
  const { react } = window.Plotly;
  const drawn = (chart, ...figure) => react(chart, ...(window.kxProjected?.(chart, ...figure) ?? figure));
  window.Plotly = { ...window.Plotly, react: drawn };
  done();
}));
