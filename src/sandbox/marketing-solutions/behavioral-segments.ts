import type { Resource } from '../entities/resource.ts';

const countries = ['FR', 'US', 'GB', 'DE', 'ES'] as const;

const themes: readonly (readonly [category: string, name: string])[] = [
  ['Lifestyles', 'Outdoor enthusiasts'],
  ['Lifestyles', 'Home cooks'],
  ['Lifestyles', 'Runners'],
  ['Lifestyles', 'Gamers'],
  ['Lifestyles', 'Pet lovers'],
  ['Lifestyles', 'Music fans'],
  ['Lifestyles', 'Frequent travellers'],
  ['Lifestyles', 'Gardeners'],
  ['Lifestyles', 'Theatre goers'],
  ['LifeEvents', 'New parents'],
  ['LifeEvents', 'Recently moved'],
  ['LifeEvents', 'Getting married'],
  ['LifeEvents', 'New graduates'],
  ['LifeEvents', 'First home buyers'],
  ['Seasonal', 'Back to school'],
  ['Seasonal', 'Christmas shoppers'],
  ['Seasonal', 'Summer holidays'],
  ['Seasonal', 'Winter sports'],
  ['Seasonal', "Valentine's Day"],
  ['Seasonal', 'Black Friday'],
  ['BuyingPatterns', 'Bargain hunters'],
  ['BuyingPatterns', 'Early adopters'],
  ['BuyingPatterns', 'Luxury buyers'],
  ['BuyingPatterns', 'Repeat buyers'],
  ['BuyingPatterns', 'Weekend shoppers'],
  ['BuyingPatterns', 'Mobile-first shoppers'],
];

const firstId = 200_003;
const idStep = 11;
const created = '2025-09-01T06:00:00.000Z';

/** The vendor's ready-made segments, which every advertiser may use and none may change. */
export function behavioralSegments(count: number): readonly Resource[] {
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / (themes.length * countries.length));
    const country = countries[Math.floor(index / themes.length) % countries.length] ?? 'FR';
    const [category, theme] = themes[index % themes.length] ?? ['Unknown', 'Unknown'];
    const isSeasonal = category === 'Seasonal';
    return {
      platform: 'marketing-solutions',
      kind: 'segment',
      id: String(firstId + index * idStep),
      scope: '',
      attributes: {
        name: `${theme} | ${country}${round === 0 ? '' : ` | ${round + 1}`}`,
        description: null,
        type: 'Behavioral',
        createdAt: created,
        updatedAt: created,
        advertiserId: null,
        behavioral: {
          country,
          category,
          startDate: isSeasonal ? '2025-10-01T00:00:00Z' : null,
          endDate: isSeasonal ? '2035-12-31T00:00:00Z' : null,
        },
      },
    };
  });
}
