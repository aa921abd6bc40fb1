import { useEffect, useEffectEvent } from 'react';
import { useNavigate } from 'react-router';
import { paths } from '../base/paths';
import { openPalette } from './Palette';
import { commandOf, isWriting, SEQUENCE_MILLIS } from './shortcuts';

/** The keys that work on every page. */
export function useShortcuts(onHelp: () => void): void {
  const navigate = useNavigate();
  const perform = useEffectEvent((key: string, before: string): boolean => {
    const command = commandOf(key, before);
    switch (command) {
      case null:
        return false;
      case 'search':
        search();
        break;
      case 'help':
        onHelp();
        break;
      case 'new':
        void navigate(paths.newExperiment);
        break;
      case 'experiments':
        void navigate(paths.experiments);
        break;
      case 'runs':
        void navigate(paths.runs);
        break;
      case 'compare':
        void navigate(paths.compare());
        break;
      case 'queue':
        void navigate(paths.queue);
        break;
      case 'workers':
        void navigate(paths.workers);
        break;
    }
    return true;
  });

  useEffect(() => {
    let [before, at] = ['', 0];
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWriting(event.target)) return;
      // A dialog has keys of its own.
      if (document.querySelector('[role="dialog"]') !== null) return;
      const earlier = event.timeStamp - at < SEQUENCE_MILLIS ? before : '';
      if (perform(event.key, earlier)) event.preventDefault();
      [before, at] = [event.key, event.timeStamp];
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

/** To the search of the page, or where it has none to that of everything. */
function search(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  if (field) field.focus();
  else openPalette();
}
