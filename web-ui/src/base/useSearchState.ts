import { useAddress } from './useAddress';

/** One parameter of the address, empty where it is not there; a change leaves the others as they are. */
export function useSearchState(name: string): [string, (value: string) => void] {
  const [search, change] = useAddress();
  return [search.get(name) ?? '', (value) => change({ [name]: value })];
}
