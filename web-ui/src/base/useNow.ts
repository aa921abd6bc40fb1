import { useEffect, useState } from 'react';

/** The present moment in milliseconds, renewed in the given interval. */
export function useNow(intervalMillis = 1000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMillis);
    return () => clearInterval(timer);
  }, [intervalMillis]);
  return now;
}
