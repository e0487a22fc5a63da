/** What the timeline marks, from the messages of a recording. Fields of another shape are read as empty. */
import type { EventMark, FaultSpan, Recording, ViolationMark } from './recording.ts';

type Fields = Readonly<Record<string, unknown>>;
type Marks = Pick<Recording, 'violations' | 'faults' | 'events'>;

const TOPICS: ReadonlySet<string> = new Set(['/violations', '/faults', '/acts', '/operators', '/timeline']);
/** States worth a mark; that a node waits is no news. */
const STATES: ReadonlySet<string> = new Set(['done', 'solved', 'skipped', 'paused']);

export class EventReader {
  private readonly titleOf: (plant: string) => string;
  private readonly violations: ViolationMark[] = [];
  private readonly faults: FaultSpan[] = [];
  private readonly events: EventMark[] = [];
  /** Instants at which the faults that are active began, by title. */
  private readonly begun = new Map<string, number>();

  /** @param titleOf the title of a prop by its id */
  constructor(titleOf: (plant: string) => string) {
    this.titleOf = titleOf;
  }

  wants(topic: string): boolean {
    return TOPICS.has(topic);
  }

  take(topic: string, atUs: number, fields: Fields): void {
    if (topic === '/violations') this.violation(atUs, fields);
    else if (topic === '/faults') this.fault(atUs, fields);
    else if (topic === '/acts') this.events.push({ atUs, kind: 'act', title: this.actTitle(fields) });
    else if (topic === '/operators') {
      this.events.push({ atUs, kind: 'operator', title: `${text(fields.by)}: ${words(text(fields.action))}` });
    } else if (STATES.has(text(fields.state))) {
      const kind = fields.kind === 'objective' ? 'objective' : 'node';
      this.events.push({ atUs, kind, title: `${text(fields.title)}: ${text(fields.state)}` });
    }
  }

  /** A fault that nobody healed lasts to the end. */
  result(endUs: number): Marks {
    const open = [...this.begun].map(([title, fromUs]) => ({ fromUs, toUs: endUs, title }));
    const faults = [...this.faults, ...open].sort((one, other) => one.fromUs - other.fromUs);
    return { violations: this.violations, faults, events: this.events };
  }

  private violation(atUs: number, { number, invariant, detail, faults }: Fields): void {
    this.violations.push({
      atUs,
      number: typeof number === 'number' ? number : 0,
      invariant: text(invariant),
      detail: text(detail),
      faults: Array.isArray(faults) ? faults.map(text) : [],
    });
  }

  private fault(atUs: number, { phase, fault, target }: Fields): void {
    const title = `${text(fault)} ${text(target)}`.trim();
    if (phase === 'injected') {
      this.begun.set(title, atUs);
      return;
    }
    this.faults.push({ fromUs: this.begun.get(title) ?? 0, toUs: atUs, title });
    this.begun.delete(title);
  }

  private actTitle({ plant, action, value, ok, reason }: Fields): string {
    const what = typeof value === 'number' ? `${text(action)} ${Math.round(value * 1000) / 1000}` : text(action);
    const refused = ok === false ? ` (refused: ${words(text(reason))})` : '';
    return `${this.titleOf(text(plant))}: ${what}${refused}`;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function words(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}
