const EMPTY = -1;

/** Whole numbers by hash: 12 bytes a place where a Map takes 50, and without its limit of 2^24 entries. */
export class HashTable {
  size = 0;
  #hashes = new Float64Array(1024).fill(EMPTY);
  #values = new Int32Array(1024);

  /** undefined where the hash was never set. */
  get(hash: number): number | undefined {
    const place = this.#placeOf(hash);
    return this.#hashes[place] === hash ? this.#values[place] : undefined;
  }

  set(hash: number, value: number): void {
    if (this.size >= this.#hashes.length * 0.7) this.#grow();
    const place = this.#placeOf(hash);
    if (this.#hashes[place] === EMPTY) this.size++;
    this.#hashes[place] = hash;
    this.#values[place] = value;
  }

  /** Where the hash stands, or the empty place it would take; the number of places is a power of two. */
  #placeOf(hash: number): number {
    const mask = this.#hashes.length - 1;
    let place = hash & mask;
    while (this.#hashes[place] !== EMPTY && this.#hashes[place] !== hash) place = (place + 1) & mask;
    return place;
  }

  #grow(): void {
    const [hashes, values] = [this.#hashes, this.#values];
    this.#hashes = new Float64Array(2 * hashes.length).fill(EMPTY);
    this.#values = new Int32Array(2 * hashes.length);
    for (let from = 0; from < hashes.length; from++) {
      if (hashes[from] === EMPTY) continue;
      const place = this.#placeOf(hashes[from]!);
      this.#hashes[place] = hashes[from]!;
      this.#values[place] = values[from]!;
    }
  }
}
