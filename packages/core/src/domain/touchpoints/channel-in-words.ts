import { languages as known, type Language, type LocalizedText } from '../../contract/common.ts';
import type { AccessFeature, ChannelContent, ChannelWords } from '../../contract/touchpoints.ts';
import { languageName } from '../language-name.ts';

const features: Record<AccessFeature, Record<Language, string>> = {
  'step-free': { ru: 'вход без ступеней', en: 'step-free entrance' },
  'sign-language': { ru: 'жестовый язык', en: 'sign language' },
  'induction-loop': { ru: 'индукционная петля', en: 'induction loop' },
};

/** Languages that have a code, and whose names the platform doesn't know. */
const others: Record<string, Record<Language, string>> = {
  rsl: { ru: 'русский жестовый', en: 'Russian Sign Language' },
};

function nameOf(tag: string, language: Language): string {
  try {
    return others[tag]?.[language] ?? languageName(tag, language);
  } catch {
    // What is no tag at all is said as it stands.
    return tag;
  }
}

/** In each language of the product, or null where there is nothing to say. */
function localized(say: (language: Language) => string[]): LocalizedText | null {
  const said = Object.fromEntries(known.map((language) => [language, say(language).filter(Boolean).join(', ')]));
  return said.ru ? (said as Record<Language, string>) : null;
}

/** What of a channel is codes, as people read it: languages by their names, access with what else is said of it. */
export const channelInWords = ({
  languages = [],
  accessFeatures = [],
  accessibility,
}: Pick<ChannelContent, 'languages' | 'accessFeatures' | 'accessibility'>): ChannelWords => ({
  languages: localized((language) => languages.map((tag) => nameOf(tag, language))),
  access: localized((language) => [
    ...accessFeatures.map((one) => features[one][language]),
    accessibility?.[language] ?? accessibility?.ru ?? '',
  ]),
});
