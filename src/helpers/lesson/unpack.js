// Reads what packing.py wrote. The same code serves a page without a kernel and the live view in JupyterLab.
const kxArrays = { i1: Int8Array, i2: Int16Array, i4: Int32Array, f4: Float32Array };

// What packing.py shrank: typed arrays stand as places in `bytes`, lists of texts keep what differs from the text before.
const kxRestored = (value, bytes) => {
  if (Array.isArray(value)) return value.map((part) => kxRestored(part, bytes));
  if (value === null || typeof value !== "object") return value;
  if (value.bdata) {
    const flat = new kxArrays[value.dtype](bytes.slice(...value.bdata).buffer);
    if (!value.shape) return flat;
    const [rows, columns] = value.shape.split(",").map(Number);
    return Array.from({ length: rows }, (_, i) => flat.subarray(i * columns, (i + 1) * columns));
  }
  if (value.front) {
    let text = "";
    return value.front.map(([shared, rest]) => (text = text.slice(0, shared) + rest));
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, kxRestored(part, bytes)]));
};

const kxUnpack = async (packed) => {
  const zipped = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  const stored = new Uint8Array(await new Response(stream).arrayBuffer()), end = stored.indexOf(10);
  const { pool, traces, figures } = JSON.parse(new TextDecoder().decode(stored.subarray(0, end)));
  const restored = kxRestored(pool, stored.subarray(end + 1));
  const filled = (keys) => Object.fromEntries(Object.entries(keys).map(([k, i]) => [k, structuredClone(restored[k][i])]));
  const figure = (i) => ({ data: figures[i].data.map((t) => filled(traces[t])), layout: filled(figures[i].layout) });
  return Object.assign(figure, { words: () => restored.meta });
};

