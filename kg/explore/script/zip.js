// A zip file whose parts are stored as they are (APPNOTE.TXT 6.3.3, sections 4.3.7 to 4.3.16).

const ZIP_CRC = Array.from({ length: 256 }, (_, byte) => {
  let code = byte;
  for (let bit = 0; bit < 8; bit += 1) code = code & 1 ? (code >>> 1) ^ 0xedb88320 : code >>> 1;
  return code >>> 0;
});
const ZIP_VERSION = 20;
const ZIP_UTF8 = 0x0800; // names are UTF-8
const ZIP_DAY = 0x0021; // 1980-01-01, so that the same table gives the same bytes

function crc32(bytes) {
  let code = 0xffffffff;
  for (const byte of bytes) code = (code >>> 8) ^ ZIP_CRC[(code ^ byte) & 0xff];
  return (code ^ 0xffffffff) >>> 0;
}

// Numbers as bytes, the lowest first: [size in bytes, number] each.
function zipBytes(...fields) {
  const bytes = [];
  for (const [size, number] of fields) for (let at = 0; at < size; at += 1) bytes.push((number >>> (8 * at)) & 0xff);
  return new Uint8Array(bytes);
}

// What the header of a part and its entry in the directory have in common.
function zipHead({ name, bytes, code }) {
  return [[2, ZIP_VERSION], [2, ZIP_UTF8], [2, 0], [2, 0], [2, ZIP_DAY], [4, code], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
}

// `parts`: name -> text. Returns a list of byte arrays, to be joined by a Blob.
function zipOf(parts) {
  const encoder = new TextEncoder();
  const made = [];
  const directory = [];
  let at = 0;
  for (const [path, text] of Object.entries(parts)) {
    const bytes = encoder.encode(text);
    const part = { name: encoder.encode(path), bytes, code: crc32(bytes) };
    const head = zipBytes([4, 0x04034b50], ...zipHead(part));
    directory.push(zipBytes([4, 0x02014b50], [2, ZIP_VERSION], ...zipHead(part), [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), part.name);
    made.push(head, part.name, bytes);
    at += head.length + part.name.length + bytes.length;
  }
  const size = directory.reduce((sum, bytes) => sum + bytes.length, 0);
  const count = Object.keys(parts).length;
  return [...made, ...directory, zipBytes([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, at], [2, 0])];
}
