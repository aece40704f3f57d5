/** The commonest pairs of letters of Arabic prose, the commonest first; a space stands for either end of a word. */
const PAIRS = [
  ' االا  مة ن ل  أم لالمد اده  و يت  تر ي اء ع ل ف بعااتى مادعء ليمنعل ه حفيلىواول',
  'انير إعدهاقاحدتعلتديق ناف يلتحرايةريإلع ين د ككمملهذباك حكاحيدابكلو أويهب فحدا ق',
  'محص سموممقأنلدح لأارحس جفتذاحا س نتبلن شيامتيقبعاسءااماعدمصفتهلسمكورلكأملحط دلخل',
  'تردةتنغيبلدخيمهنحرسوعننصأحيحصالةحفبققريعدوبطميمدذهركتصكتخرحةنهتوموسلدهمرلهجدساحذ',
  'كاتمندنسنتشيوحيفرفلقاخسن رأعضعمسافظ جماقلخخاقيلصلفذفرستغيسعتاجفاستسيوضنومشددبيرت',
  'اويءختللنظعممةآخرةلبقوخص آبتحتخولآآنتدبهويفظسخشختاني ثودس ونيتحصكدتقيي غسبلعأسث ',
  'عيأيتيهمنفمعتىفوبرطل خوظررش مؤأضدرائكيجوربظيشرأك صجعلجعووقإنوتفققب ذجلهوثرؤكظههر',
  'تلأخكروألرلولإقدروظامجضيفرقلز سجأ مفعشذلكثثاجهازدققتضادثذ زااكقةسهحيصدصلخةيكعةمص',
  'حهتظعررىذيمههجنشاشأداهاططررهعذذرخبحمعهتك طفسطيهيج ظةرأققبحظردتزيايلشكةوفطاحظيوزع',
  'أظشقفةمبوصشتأبيضتأأقبك ززملذفهشاكوثنردتفنقوةغليبئمجاعسسكصوصهمخاضنباثنضضمقطخ فلبد',
  'حبثميخفذوعتطرضرئصحض وكإطنطرقوهتسقهعثئلبب',
].join('');
const RANKS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: PAIRS.length / 2 }, (_, rank) => [PAIRS.slice(rank * 2, rank * 2 + 2), rank]),
);
/** The rank of a pair that is not among them. */
const RARE = 1200;

/** How many letters are looked at: more say no more. */
const READ = 50_000;
/** How many pairs have to be other ones before they say anything. */
const LEAST = 3;
/** How much likelier a pair has to be on average, as a natural logarithm. */
const LIKELIER = 0.1;

/**
 * Whether bytes that are neither Unicode nor a Western text are ISO-8859-6 rather than windows-1256, in which most letters
 * up to ض are the same: `windows` and `iso` are the two readings, `iso` null where some byte has no letter in it.
 */
export function isIso(windows: string, iso: string | null): boolean {
  if (iso === null || /[\x80-\x9f]/.test(iso)) return false;
  const [oddWindows, oddIso] = [accentsAmongArabic(windows), marksWithoutPlace(iso)];
  if (oddWindows !== oddIso) return oddIso < oddWindows;
  let pairs = 0;
  let likelier = 0;
  const [one, other] = [prepared(windows.slice(0, READ)), prepared(iso.slice(0, READ))];
  for (let at = 1; at < other.length; at++) {
    if (one[at] === other[at] && one[at - 1] === other[at - 1]) continue;
    pairs++;
    likelier += unlikeliness(one, at) - unlikeliness(other, at);
  }
  return pairs >= LEAST && likelier / pairs > LIKELIER;
}

/** A text with one sign for whatever is no letter of Arabic. */
function prepared(text: string): string {
  return ` ${text.replace(/[^\u0621-\u063a\u0641-\u064a]/g, ' ')} `;
}

function unlikeliness(text: string, at: number): number {
  return Math.log((RANKS.get(text.slice(at - 1, at + 1)) ?? RARE) + 10);
}

/** Latin letters with accents, and signs of arithmetic, inside Arabic words: letters of another code page. */
function accentsAmongArabic(text: string): number {
  return text.match(/(?<=[\u0621-\u0652])[à-ü×÷ŒœƒÇÈÉ]|[à-ü×÷ŒœƒÇÈÉ](?=[\u0621-\u0652])/gu)?.length ?? 0;
}

/** Vowel marks that stand behind no letter, and those of a word's end within a word. */
function marksWithoutPlace(text: string): number {
  return text.match(/(?<![\u0621-\u0652])[\u064b-\u0652]|[\u064c\u064d](?=[\u0621-\u064a])/gu)?.length ?? 0;
}
