// In JupyterLab with a kernel: the library arrives once through the kernel, never from the network.
const kxLibraryOf = async (model) => {
  await model.widget_manager.get_model(model.get("library").slice("IPY_MODEL_".length));
  while (!window.Plotly) await new Promise((wait) => setTimeout(wait, 20));
  return window.Plotly;
};

export default {
  async render({ model, el }) {
    el.innerHTML = model.get("html");
    const root = el.firstElementChild;
    await kxPlay(root, model.get("packed"), await kxLibraryOf(model));
    return () => window.Plotly.purge(root.querySelector(".kx-chart"));
  },
};
