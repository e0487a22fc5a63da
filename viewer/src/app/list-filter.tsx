/** What stands over a long list: a search by words, one choice to tick, and how many rows are left. */
import type { ReactElement } from 'react';

export interface ListFilterProps {
  /** "Search props", say. */
  readonly label: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly choice: string;
  readonly chosen: boolean;
  readonly onChoice: (chosen: boolean) => void;
  /** "168 props", say; read aloud when it changes. */
  readonly count: string;
}

export function ListFilter({ label, query, onQuery, choice, chosen, onChoice, count }: ListFilterProps): ReactElement {
  return (
    <div className="filter">
      <label>
        <span className="unseen">{label}</span>
        <input type="search" placeholder={label} value={query} onChange={(event) => onQuery(event.target.value)} />
      </label>
      <label className="check">
        <input type="checkbox" checked={chosen} onChange={(event) => onChoice(event.target.checked)} />
        <span>{choice}</span>
      </label>
      <p className="count" aria-live="polite">
        {count}
      </p>
    </div>
  );
}
