/** Bytes of a file, unpacked, to its fields. The first bytes show what kind of file it is. */

import { beginningBytes, detectContainer, isGzip } from '../files/detect-container.ts';
import type { MemberFile } from '../files/find-source-files.ts';
import type { SourceForm } from '../member-source.ts';
import { createSourceReader } from './create-source-reader.ts';
import { createTextDecoder, detectEncoding, type TextDecoding } from './create-text-decoder.ts';
import { describeSource, type FieldReader, type FieldTaker, sourceError } from './field-reader.ts';
import { fileForm } from './file-form.ts';

export interface BytesReader {
  /** The next piece, cut anywhere. @throws DiagnosticError without any of the content. */
  write(bytes: Buffer): void;
  /** @throws DiagnosticError when the file ends where it must not. */
  end(): void;
}

/** An empty file is skipped without a call of `taker`: programs that write parts in parallel leave such files. */
export function createBytesReader(
  file: MemberFile,
  form: SourceForm,
  taker: FieldTaker,
): BytesReader {
  let beginning: Buffer | null = Buffer.alloc(0);
  let decoding: TextDecoding | null = null;
  let reader: FieldReader | null = null;

  function begin(bytes: Buffer): void {
    beginning = null;
    if (bytes.length === 0) return;
    refuseContainer(file.name, bytes);
    const { encoding, skip } = detectEncoding(bytes, form.encoding);
    decoding = createTextDecoder(encoding);
    reader = createSourceReader(
      file.name,
      fileForm(file.name, form, file.isStream),
      taker.take,
      taker.takeLines,
    );
    taker.begin(file.name);
    reader.write(decoding.write(bytes.subarray(skip)));
  }

  return {
    write: (bytes) => {
      if (beginning === null) reader?.write(decoding?.write(bytes) ?? '');
      else {
        beginning = Buffer.concat([beginning, bytes]);
        if (beginning.length >= beginningBytes) begin(beginning);
      }
    },
    end: () => {
      if (beginning !== null) begin(beginning);
      reader?.write(decoding?.end() ?? '');
      reader?.end();
    },
  };
}

function refuseContainer(name: string, beginning: Buffer): void {
  const container = isGzip(beginning)
    ? { is: 'compressed with gzip twice', hint: 'Unpack it once.' }
    : detectContainer(beginning);
  if (container === null) return;
  throw sourceError(
    'members-source-no-text',
    `${describeSource(name)} is ${container.is}, not text with identifiers`,
    container.hint,
  );
}
