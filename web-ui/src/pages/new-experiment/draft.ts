import type { Form } from './formModel';

const STORED = 'trainyard-draft';

/** What was entered and not queued yet, so that a look at another page loses nothing. */
export function readDraft(initial: Form): Form | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(STORED) ?? 'null') as Partial<Form> | null;
    // Fields that a later version of the page has come from the empty form.
    return draft === null ? null : { ...initial, ...draft };
  } catch {
    return null;
  }
}

export function saveDraft(form: Form): void {
  sessionStorage.setItem(STORED, JSON.stringify(form));
}

export function dropDraft(): void {
  sessionStorage.removeItem(STORED);
}
