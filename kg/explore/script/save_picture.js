// A drawing as a file of its own: SVG that needs no page, or PNG of twice its size.

const PNG_SCALE = 2; // pixels of the file for one of the drawing
const PNG_LONGEST = 16384; // pixels of a side, and in all, that every browser's canvas takes
const PNG_PIXELS = 16e6; // likewise in all

function svgText(picture) {
  const alone = picture.cloneNode(true);
  const { width, height } = pictureSize(picture);
  setAttributes(alone, { width, height, viewBox: picture.getAttribute("viewBox") ?? `0 0 ${width} ${height}` });
  return xmlClean(`<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(alone)}\n`);
}

// Its own width and height, else those of its viewBox.
function pictureSize(picture) {
  const box = (picture.getAttribute("viewBox") ?? "").trim().split(/[\s,]+/).map(Number);
  const side = (name, index) => {
    const own = picture.getAttribute(name) ?? "";
    return /^[\d.]+(px)?$/.test(own) ? parseFloat(own) : box[index] || 800;
  };
  return { width: side("width", 2), height: side("height", 3) };
}

// A promise of a Blob; it fails where the browser cannot draw it.
async function pngOf(picture) {
  const { width, height } = pictureSize(picture);
  const scale = Math.min(PNG_SCALE, PNG_LONGEST / Math.max(width, height), Math.sqrt(PNG_PIXELS / (width * height)));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const canvas = element("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no PNG"))), "image/png");
  });
}
