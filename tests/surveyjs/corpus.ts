/** Public SurveyJS definitions: what they ask about, where they come from, and under which licence they stand here. */
export interface Source {
  /** In the folder `corpus`, without its ending. */
  name: string;
  about: string;
  repository: string;
  path: string;
  commit: string;
  licence: 'MIT' | 'Apache-2.0';
}

const library = { repository: 'surveyjs/survey-library', licence: 'MIT' } as const;
const courts = { repository: 'bcgov/family-law-act-app', licence: 'Apache-2.0' } as const;

export const corpus: Source[] = [
  {
    name: 'medical-service',
    about: 'a visit to a doctor, in English and German',
    ...library,
    path: '_includes/surveys/real-medical-service.json',
    commit: '33b0ddf384a74282c389e073d7bc3d1ee931fa3f',
  },
  {
    name: 'product-feedback',
    about: 'satisfaction with a product',
    ...library,
    path: '_includes/surveys/real-productfeedback.json',
    commit: '6d22b0d4622796317dc8bda6b001387edd7956e1',
  },
  {
    name: 'skins',
    about: 'how customers use a library of looks, page after page',
    ...library,
    path: '_includes/surveys/real-devexpresswinformsskins.json',
    commit: '6d22b0d4622796317dc8bda6b001387edd7956e1',
  },
  {
    name: 'kids',
    about: 'children and their ages, each question behind a condition',
    ...library,
    path: '_includes/surveys/condition-kids.json',
    commit: '8cf960bd061db4a1b2a1337fa773c54b7f7f84f5',
  },
  {
    name: 'panel',
    about: 'satisfaction, with a panel for those who are not',
    ...library,
    path: '_includes/surveys/questiontype-panel.json',
    commit: '3746e8470c5cdfd735b3a112e655f3a85aba4eb8',
  },
  {
    name: 'sports-cars',
    about: 'cars, with questions that triggers show',
    ...library,
    path: '_includes/surveys/trigger-visible.json',
    commit: 'a48946ce633bbd13acf888d09157afb2803957d2',
  },
  {
    name: 'customer',
    about: 'a customer’s data, which triggers fill in',
    ...library,
    path: '_includes/surveys/trigger-setvalue.json',
    commit: '643cbf9b4951c09ac7d2442fea827494b302fa13',
  },
  {
    name: 'inserted-answers',
    about: 'a message, with the name in its texts',
    ...library,
    path: '_includes/surveys/survey-processtext.json',
    commit: '6a1e4e54ab399d47b7359a081eb2b7a4cf4fff7e',
  },
  {
    name: 'computers',
    about: 'a first computer, with validators',
    ...library,
    path: '_includes/surveys/validators-standard.json',
    commit: '733a8179c710866a0ed1134517ab6c1110ff8eaf',
  },
  {
    name: 'films',
    about: 'marks for films, in German, in a table of lists',
    ...library,
    path: '_includes/surveys/survey-multilanguages.json',
    commit: 'b1809e9b9d11232d3ef5336bf700ebca498f146c',
  },
  {
    name: 'frameworks',
    about: 'software frameworks, in a table of lists',
    ...library,
    path: '_includes/surveys/questiontype-matrixdropdown.json',
    commit: 'ab75ea99bd70d37a233b6d06292851b62f316dfb',
  },
  {
    name: 'teachers',
    about: 'teachers, in a table that grows',
    ...library,
    path: '_includes/surveys/questiontype-matrixdynamic.json',
    commit: '6a1e4e54ab399d47b7359a081eb2b7a4cf4fff7e',
  },
  {
    name: 'all-kinds',
    about: 'every kind of element: files, signatures, pictures, ranking, panels that repeat',
    repository: 'novacode-nl/python-surveyjs',
    licence: 'MIT',
    path: 'tests/data/test_survey_schema.json',
    commit: '0e994e56a9e5e4427d5e22241aba3e90abd091f3',
  },
  {
    name: 'algorithmic-impact',
    about: 'a government’s assessment of automated decisions, large',
    repository: 'canada-ca/aia-eia-js',
    licence: 'MIT',
    path: 'src/survey.json',
    commit: '2b4554d2ecc59cea0a702ff9ef42abd6858491ce',
  },
  {
    name: 'protection-order',
    about: 'a court’s form: changing a protection order',
    ...courts,
    path: 'web/src/assets/POForm/aboutPO.json',
    commit: '254ae7c07f6fa02aacfd1fb9d6b35dfd2c59be7d',
  },
  {
    name: 'other-party',
    about: 'a court’s form: the other party',
    ...courts,
    path: 'web/src/assets/survey-opInfo.json',
    commit: '226d6e339ff068031b55f760a51918d642a3eb59',
  },
  {
    name: 'weapons',
    about: 'a court’s form: weapons',
    ...courts,
    path: 'fpo-web/src/assets/POForm/safetyNeeds/weaponsFirearms.json',
    commit: '28fa28c935fa5cc054e0203e9b661526f05c6d4b',
  },
  {
    name: 'urgency',
    about: 'a court’s form: how urgent it is',
    ...courts,
    path: 'fpo-web/src/assets/POForm/urgency.json',
    commit: '511ec36fe83e3511fd0f188dff5f2ad0278bf95d',
  },
  {
    name: 'undue-hardship',
    about: 'a court’s form: hardship, with «other»',
    ...courts,
    path: 'web/src/components/steps/familyLawMatter/childSupport/forms/undue-hardship.json',
    commit: '0100a2aff9c2b123424e5339ef3e86c9f7ead5f6',
  },
  {
    name: 'parental-responsibilities',
    about: 'a court’s form: who decides for a child, with nested conditions',
    ...courts,
    path: 'web/src/components/steps/familyLawMatter/parentingArrangements/forms/parental-responsibilities.json',
    commit: '1af98d19c8b4525ca50c12550211de9fa1ad6a78',
  },
  {
    name: 'indigenous-ancestry',
    about: 'a court’s form: ancestry',
    ...courts,
    path: 'web/src/components/steps/familyLawMatter/guardianOfChild/forms/indigenous-ancestry-of-child.json',
    commit: '3e2a6cb3141a158ed52cef9bb12cc45274640064',
  },
  {
    name: 'child',
    about: 'a court’s form: a child',
    ...courts,
    path: 'web/src/components/steps/familyLawMatter/childComponent/forms/survey-childInfo.json',
    commit: 'd826948fcfaf0a7231403421cafa129e2155bd13',
  },
  {
    name: 'discontinuance',
    about: 'a court’s form: ending a case, with panels in panels and one that repeats',
    ...courts,
    path: 'web/src/components/steps/discontinuance/forms/notice-discontinuance.json',
    commit: '11ffb707cc8ef9801281ecc41c1ec0e39bac9942',
  },
  {
    name: 'choice-of-order',
    about: 'a court’s form: which order is the right one',
    ...courts,
    path: 'web/src/assets/survey-qualify.json',
    commit: 'd57d4768a88161fc12163ccf3f6c1719f1061334',
  },
];
