import { StringDecoder } from 'node:string_decoder';
import { ANSWER_CAP_BYTES } from './answer-cap.ts';

/** Cuts a byte stream into lines, whatever pieces it comes in; a line longer than the answer cap is reported once. */
export class LineReader {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  readonly #onTooLong: () => void;
  #pieces: string[] = [];
  #length = 0;
  #stopped = false;

  constructor(handlers: { readonly onLine: (line: string) => void; readonly onTooLong: () => void }) {
    this.#onLine = handlers.onLine;
    this.#onTooLong = handlers.onTooLong;
  }

  push(chunk: Buffer): void {
    if (this.#stopped) return;
    const [first = '', ...rest] = this.#decoder.write(chunk).split('\n');
    this.#append(first);
    for (const piece of rest) {
      const line = this.#pieces.join('');
      this.#pieces = [];
      this.#length = 0;
      this.#onLine(line);
      this.#append(piece);
    }
  }

  #append(piece: string): void {
    if (piece === '') return;
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length <= ANSWER_CAP_BYTES || this.#stopped) return;
    this.#stopped = true;
    this.#pieces = [];
    this.#onTooLong();
  }
}
