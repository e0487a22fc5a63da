/** A group of rows under a heading that can be folded away. Its rows are made only while it is open. */
import { type ReactElement, type ReactNode, useState } from 'react';
import { recall, remember } from './memory.ts';

export interface FoldProps {
  /** Its state is remembered under this name. */
  readonly name: string;
  readonly title: string;
  /** Beside the title: how many, what is wrong. */
  readonly note?: ReactNode;
  /** Open until a person folds it. */
  readonly initiallyOpen: boolean;
  /** Open whatever a person has chosen: a search has found something in it. */
  readonly forced: boolean;
  readonly children: () => ReactNode;
}

export function Fold({ name, title, note, initiallyOpen, forced, children }: FoldProps): ReactElement {
  const [open, setOpen] = useState(() => recall(`fold.${name}`, initiallyOpen ? 'open' : 'closed') === 'open');
  const shown = open || forced;
  return (
    <section className="fold" aria-label={title}>
      <h3 className="section-title">
        <button
          type="button"
          className="fold-head"
          aria-expanded={shown}
          onClick={() => {
            remember(`fold.${name}`, open ? 'closed' : 'open');
            setOpen(!open);
          }}
        >
          <span aria-hidden="true">{shown ? '▾' : '▸'}</span>
          <span className="fold-title">{title}</span>
          {note}
        </button>
      </h3>
      {shown ? children() : null}
    </section>
  );
}
