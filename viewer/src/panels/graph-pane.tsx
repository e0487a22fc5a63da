/** The place of the graph under the room; the graph itself is loaded after the page. */
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { recall, remember } from '../app/memory.ts';

const Graph = lazy(() => import('./graph.tsx').then(({ Graph: loaded }) => ({ default: loaded })));

export function GraphPane(): ReactElement {
  const [open, setOpen] = useState(() => recall('graph', 'open') === 'open');
  const toggle = (): void => {
    remember('graph', open ? 'closed' : 'open');
    setOpen(!open);
  };
  return (
    <section className={open ? 'graph-pane' : 'graph-pane closed'} aria-label="Game graph">
      <button type="button" className="pane-toggle" aria-expanded={open} onClick={toggle}>
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> Game graph
      </button>
      {open ? (
        <Suspense fallback={<p className="empty">Drawing the graph…</p>}>
          <Graph />
        </Suspense>
      ) : null}
    </section>
  );
}
