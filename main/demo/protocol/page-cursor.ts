/** An object of a result: it is written only when its turn comes. */
export interface ResultObject {
  write(): string;
}

/** The rest of a result: where it stands, not what is in it. */
export class PageCursor {
  /** Id of the property collector it belongs to. */
  readonly collector: string;
  readonly pageSize: number;
  readonly #objects: Iterator<ResultObject>;
  #next: ResultObject | undefined;

  constructor(collector: string, pageSize: number, objects: Iterable<ResultObject>) {
    this.collector = collector;
    this.pageSize = pageSize;
    this.#objects = objects[Symbol.iterator]();
    this.#next = this.#advance();
  }

  get isEmpty(): boolean {
    return this.#next === undefined;
  }

  takePage(): readonly ResultObject[] {
    const page: ResultObject[] = [];
    while (this.#next && page.length < this.pageSize) {
      page.push(this.#next);
      this.#next = this.#advance();
    }
    return page;
  }

  #advance(): ResultObject | undefined {
    const step = this.#objects.next();
    return step.done ? undefined : step.value;
  }
}
