/** What the graph has still to do, first in first out. One item is one transition. */

/** `arrive`: a path has come from `from`. `complete`: what the node waited for has come. `retry`: a person resumes it. */
export interface WorkItem {
  readonly kind: 'arrive' | 'complete' | 'retry';
  readonly node: number;
  /** Node that the path comes from, or -1. */
  readonly from: number;
  readonly correlation: string;
}

export class WorkQueue {
  #items: WorkItem[] = [];
  #head = 0;

  get empty(): boolean {
    return this.#head === this.#items.length;
  }

  push(item: WorkItem): void {
    this.#items.push(item);
  }

  shift(): WorkItem | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.#head++;
    if (this.#head === this.#items.length) this.clear();
    return item;
  }

  /** Drops the arrivals at a node. */
  dropArrivals(node: number): void {
    this.load(this.save().filter((item) => item.kind !== 'arrive' || item.node !== node));
  }

  clear(): void {
    this.#items = [];
    this.#head = 0;
  }

  save(): WorkItem[] {
    return this.#items.slice(this.#head);
  }

  load(items: readonly WorkItem[]): void {
    this.#items = [...items];
    this.#head = 0;
  }
}
