/** Short messages in a corner: refusals and troubles. Screen readers hear each of them. */
import type { ReactElement } from 'react';
import { dismiss, useUi } from './ui-store.ts';

export function Notices(): ReactElement {
  const notices = useUi((state) => state.notices);
  return (
    <section className="notices" aria-label="Messages" aria-live="polite" aria-relevant="additions">
      {notices.map(({ id, tone, text }) => (
        <div key={id} className={`notice ${tone}`}>
          <p>{text}</p>
          <button type="button" className="quiet" aria-label="Dismiss message" onClick={() => dismiss(id)}>
            ×
          </button>
        </div>
      ))}
    </section>
  );
}
