import { classesOf, isMultiLabel, type ItemLabels } from './labels';

/** Which items of a gallery share a class with a query, for many queries: the marks of a class lie side by side. */
export class Relevance {
  private readonly related: Uint8Array;
  /** uint8 [classes, gallery]; null where each item has one class, int32 [gallery]. */
  private readonly marks: Uint8Array | null;
  private readonly own: Int32Array;

  /** @param gallery rows of the labels */
  constructor(
    private readonly labels: ItemLabels,
    gallery: Int32Array,
  ) {
    this.related = new Uint8Array(gallery.length);
    this.own = isMultiLabel(labels) ? new Int32Array() : gallery.map((row) => labels[row]!);
    this.marks = isMultiLabel(labels) ? new Uint8Array(labels.classes * gallery.length) : null;
    for (let place = 0; this.marks && place < gallery.length; place++) {
      for (const label of classesOf(labels, gallery[place]!)) this.marks[label * gallery.length + place] = 1;
    }
  }

  /** 1 where relevant to the row of the labels, uint8 [gallery]; valid until the next call. */
  to(row: number): Uint8Array {
    const { labels, related, marks, own } = this;
    if (!isMultiLabel(labels)) {
      const label = labels[row]!;
      for (let place = 0; place < related.length; place++) related[place] = own[place] === label ? 1 : 0;
      return related;
    }
    related.fill(0);
    for (const label of classesOf(labels, row)) {
      const start = label * related.length;
      for (let place = 0; place < related.length; place++) related[place]! |= marks![start + place]!;
    }
    return related;
  }
}
