import { MantineProvider } from '@mantine/core';
import '@mantine/core/styles.css';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { RouterProvider } from 'react-router';
import { keys } from '../api/keys';
import { Problem } from '../base/problem';
import { chooseLanguage, language, type Language } from '../words';
import './global.css';
import { LanguageContext } from './languageContext';
import { router } from './router';
import { theme, variables } from './theme';

/** Whoever is refused as nobody has been logged out meanwhile: the frame then asks who is looking, and shows the login. */
const noticeLogout = (error: unknown) => {
  if (error instanceof Problem && error.status === 401) void client.invalidateQueries({ queryKey: keys.session });
};

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeLogout }),
  mutationCache: new MutationCache({ onError: noticeLogout }),
  defaultOptions: {
    queries: {
      staleTime: 5000,
      // What the tracker refused it will refuse again; only silence is worth a second try.
      retry: (count, error) => count < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
  },
});

export function App() {
  const [spoken, setSpoken] = useState(language);
  const choose = (wanted: Language) => void chooseLanguage(wanted).then(() => setSpoken(wanted));
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        {/* Another language draws everything anew. */}
        <LanguageContext key={spoken} value={{ language: spoken, choose }}>
          <ModalsProvider>
            <Notifications position="top-right" />
            <RouterProvider router={router} />
          </ModalsProvider>
        </LanguageContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
