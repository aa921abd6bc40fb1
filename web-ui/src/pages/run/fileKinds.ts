import { words } from '../../words';

const FEATURE_MAPS = /^feature-maps-(\d+)\.tiles$/;

/** A file in plain words; of one that is not known its media type. */
export function kindOf(name: string, mediaType: string): string {
  const { kinds, featureMaps } = words().run.files;
  const image = FEATURE_MAPS.exec(name)?.[1];
  return image === undefined ? (kinds[name] ?? mediaType) : featureMaps(Number(image) + 1);
}
