import { createContext } from 'react';
import type { Language } from '../words';

/** The language that is spoken, and how to choose another. */
export const LanguageContext = createContext<{ readonly language: Language; readonly choose: (language: Language) => void }>({ language: 'en', choose: () => undefined });
