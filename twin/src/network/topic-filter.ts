/** The filters of one connection, those without wildcards apart: most are plain topics. */
export class FilterSet {
  readonly #plain = new Set<string>();
  readonly #wild: string[] = [];

  constructor(filters: readonly string[]) {
    for (const filter of filters) {
      if (filter.includes('+') || filter.includes('#')) this.#wild.push(filter);
      else this.#plain.add(filter);
    }
  }

  matches(topic: string): boolean {
    if (this.#plain.has(topic)) return true;
    for (const filter of this.#wild) if (matchesTopic(filter, topic)) return true;
    return false;
  }
}

/** Whether an MQTT filter matches a topic: `+` is one level, a last `#` is this level and all below. */
export function matchesTopic(filter: string, topic: string): boolean {
  if (filter === topic) return true;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (let index = 0; index < wanted.length; index += 1) {
    const level = wanted[index];
    if (level === '#') return true;
    if (index >= levels.length || (level !== '+' && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}
