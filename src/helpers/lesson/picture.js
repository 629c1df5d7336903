// The picture that a reader saves carries title, subtitle and key: outside the page nothing stands beside it.
const kxBroken = (text, font, width) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  let line = "";
  return text.split(" ").reduce((broken, word) => {
    const longer = line ? `${line} ${word}` : word, fits = !line || pen.measureText(longer).width <= width;
    const between = broken ? (fits ? " " : "\n") : "";
    line = fits ? longer : word;
    return broken + between + word;
  }, "");
};

const kxEscaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/\n/g, "<br>");

const kxHeadOfPicture = ({ title, pen, subtitle = "", key = [] }, { l, w, h, t }, family) => {
  const width = l + w, annotations = [], images = [];
  let top = 12; // pixels from the upper edge of the picture
  const write = (text, size, left) => annotations.push({
    text, font: { size, color: "#16202B" }, showarrow: false, align: "left", xref: "paper", yref: "paper", x: 0, y: 1,
    xanchor: "left", yanchor: "top", xshift: left - l, yshift: t - top,
  });
  const block = (text, size, pen) => {
    const broken = kxBroken(text, `bold ${size}px ${family}`, width - 10);
    write(kxPieces(broken, pen).map(([piece, marked]) => marked ? `<b>${kxEscaped(piece)}</b>` : kxEscaped(piece)).join(""), size, 10);
    top += broken.split("\n").length * size * 1.3 + 4;
  };
  block(title, 20, pen);
  if (subtitle) block(subtitle, 15);
  const measure = document.createElement("canvas").getContext("2d");
  measure.font = `14px ${family}`;
  let left = 10;
  key.forEach(([source, label]) => {
    const wide = 22 + 10 + measure.measureText(label).width + 18;
    if (left > 10 && left + wide > width) [left, top] = [10, top + 22];
    images.push({ source, xref: "paper", yref: "paper", x: (left - l) / w, y: 1 + (t - top - 4) / h, sizex: 22 / w, sizey: 14 / h });
    write(kxEscaped(label), 14, left + 26);
    left += wide;
  });
  return { annotations, images, height: top + (key.length ? 26 : 4) };
};

const kxSavePicture = (chart, Plotly) => {
  const { data, layout } = structuredClone({ data: chart.data, layout: chart.layout });
  const { _size: size, width, height, font } = chart._fullLayout;
  const head = kxHeadOfPicture(layout.meta, size, font.family);
  const moved = head.annotations.map((note) => ({ ...note, yshift: note.yshift + head.height }));
  const images = head.images.map((image) => ({ ...image, y: image.y + head.height / size.h }));
  Object.assign(layout, {
    annotations: [...(layout.annotations ?? []), ...moved], images: [...(layout.images ?? []), ...images],
    margin: { ...layout.margin, t: size.t + head.height },
  });
  const how = { format: "png", scale: 2, width, height: height + head.height };
  return Plotly.downloadImage({ data, layout }, { ...how, filename: layout.meta.title });
};
