/** What a file is by its first bytes, where that is nothing that holds identifiers as text. */

interface Container {
  /** As a sentence says it: "is …". */
  readonly is: string;
  readonly hint: string;
}

/** How many bytes at the beginning of a file are enough to recognise it. */
export const beginningBytes = 512;

const unpack = 'Unpack it, or compress it with gzip.';
const exportText = 'Export it as CSV, TSV or NDJSON.';

/** The bytes that a file of the kind begins with, a character a byte. */
const magic: readonly (readonly [string, string, string])[] = [
  ['PK\x03\x04', 'a ZIP archive', unpack],
  ['PK\x05\x06', 'a ZIP archive', unpack],
  ['PK\x07\x08', 'a ZIP archive', unpack],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an old Excel workbook', exportText],
  ['\x28\xb5\x2f\xfd', 'compressed with zstd', unpack],
  ['BZh11AY&SY', 'compressed with bzip2', unpack],
  ['\xfd7zXZ\0', 'compressed with xz', unpack],
  ['\x04\x22\x4d\x18', 'compressed with LZ4', unpack],
  ['\xff\x06\0\0sNaPpY', 'compressed with Snappy', unpack],
  ['\x1f\x9d', 'compressed with compress', unpack],
  ['\x1f\xa0', 'compressed with compress', unpack],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive', unpack],
  ['Rar!\x1a\x07', 'a RAR archive', unpack],
  ['PAR1\x15', 'a Parquet file', exportText],
  ['ORC\x08', 'an ORC file', exportText],
  ['ORC\x0a', 'an ORC file', exportText],
  ['Obj\x01', 'an Avro file', exportText],
  ['SQLite format 3\0', 'an SQLite database', exportText],
  ['%PDF-', 'a PDF', exportText],
  ['-----BEGIN PGP MESSAGE-----', 'encrypted with PGP', 'Decrypt it first.'],
  ['<!doctype html', 'a web page', 'Check how it was downloaded.'],
  ['<html', 'a web page', 'Check how it was downloaded.'],
  ['<?xml ', 'an XML file', exportText],
  ['\xff\xfe\0\0', 'UTF-32 text', 'Save it as UTF-8.'],
  ['\0\0\xfe\xff', 'UTF-32 text', 'Save it as UTF-8.'],
];

/** The parts of an Office document, one of which is the first in its archive. */
const excelParts = ['[Content_Types].xml', '_rels/', 'docProps/', 'xl/'];

/** @returns null for what may be text. */
export function detectContainer(beginning: Buffer): Container | null {
  const bytes = beginning.subarray(0, beginningBytes).toString('latin1');
  if (bytes.startsWith('ustar', 257))
    return { is: 'a tar archive', hint: 'Unpack the files from it.' };
  const text = bytes
    .replace(/^\xef\xbb\xbf/u, '')
    .trimStart()
    .toLowerCase();
  // bzip2 writes the size of its blocks as the fourth character.
  const plain = bytes.replace(/^BZh[1-9]/u, 'BZh1');
  const found = magic.find(
    ([mark]) => plain.startsWith(mark) || (mark[0] === '<' && text.startsWith(mark)),
  );
  if (found === undefined) return null;
  const isExcel = found[0] === 'PK\x03\x04' && excelParts.some((part) => bytes.includes(part));
  if (isExcel) return { is: 'an Excel workbook', hint: exportText };
  return { is: found[1], hint: found[2] };
}

export function isGzip(beginning: Buffer): boolean {
  return beginning[0] === 0x1f && beginning[1] === 0x8b;
}
