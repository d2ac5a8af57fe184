/* Countries by any of their names: the browser's own tables know them in every language, but not the three-letter codes. */

const ALPHA3 = 'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE'.split(' ');

/** What people and lists say besides the names of the browser's tables. */
const OTHER_NAMES = {
  US: 'usa|u.s.|u.s.a.|united states of america|america', GB: 'uk|u.k.|great britain|britain|united kingdom of great britain and northern ireland', NL: 'holland', CZ: 'czech republic',
  RU: 'russian federation', KR: 'korea|republic of korea|korea, republic of|korea (south)', KP: "democratic people's republic of korea|korea, democratic people's republic of|korea (north)",
  CD: 'congo, democratic republic of the|congo, the democratic republic of the|drc', CG: 'congo|republic of the congo', TR: 'turkey|turkiye', CI: "ivory coast|cote d'ivoire", MM: 'burma|myanmar', SZ: 'swaziland',
  MK: 'macedonia', CV: 'cape verde', VA: 'vatican|holy see', AE: 'uae', VN: 'viet nam', HK: 'hong kong', MO: 'macau|macao', SY: 'syrian arab republic', LA: "lao people's democratic republic",
  BN: 'brunei darussalam', TL: 'east timor', BA: 'bosnia', PS: 'palestine', FM: 'micronesia', CH: 'schweiz|suisse|svizzera',
};

/** Languages whose names are known, besides the page's own. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'da', 'nb', 'fi', 'cs', 'hu', 'ro', 'tr', 'el', 'ru', 'uk', 'ja', 'zh', 'ko', 'ar'];

/** @returns {string[]} the page's language first: where two languages disagree, it is right */
const languagesHere = () => [...new Set([...Intl.DisplayNames.supportedLocalesOf(/^[\w-]+$/.test(document.documentElement.lang) ? [document.documentElement.lang] : []), ...LANGUAGES])];

let countryCodes = null;

/** @returns {Map<string, string>} folded name or code -> two-letter code */
function countryTable() {
  if (countryCodes) return countryCodes;
  countryCodes = new Map();
  for (const entry of ALPHA3) {
    countryCodes.set(entry.slice(0, 2).toLowerCase(), entry.slice(0, 2));
    countryCodes.set(entry.slice(2).toLowerCase(), entry.slice(0, 2));
  }
  const add = (name, code) => { const key = bareName(name); if (key.length > 3 && !countryCodes.has(key)) countryCodes.set(key, code); };
  for (const [code, names] of Object.entries(OTHER_NAMES)) for (const name of names.split('|')) countryCodes.set(bareName(name), code);
  for (const language of languagesHere()) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const entry of ALPHA3) add(names.of(entry.slice(0, 2)) || '', entry.slice(0, 2));
  }
  return countryCodes;
}

const bareName = (text) => folded(text).replace(/[’`´]/g, "'").replace(/&/g, 'and').replace(/^the /, '').trim();

/** @param {string} text @param {boolean} isWanted a wanted code may be written small @returns {string} two-letter code, or '' */
function countryOf(text, isWanted) {
  const flag = /[\u{1f1e6}-\u{1f1ff}]{2}/u.exec(text);
  if (flag) return String.fromCharCode(...[...flag[0]].map((letter) => letter.codePointAt(0) - 0x1f1e6 + 65));
  const table = countryTable();
  const plain = clean(text);
  const whole = table.get(bareName(plain));
  if (whole) return plain.length > 3 || isWanted || plain === plain.toUpperCase() ? whole : '';
  const name = plain.replace(/\s*[([]?\+?\d[\d\s-]*[)\]]?\s*/g, ' ').replace(/\s*[([][A-Z]{2,3}[)\]]\s*/g, ' ').replace(/^[A-Z]{2,3}\s*[-–:|]\s*/, '').replace(/\s*[-–:|]\s*[A-Z]{2,3}$/, '').trim();
  const inner = table.get(bareName(name)) || (/,.*\b(republic|state|province|islamic)\b/i.test(name) ? table.get(bareName(name.split(',')[0])) : '');
  return inner && name.length > 3 ? inner : '';
}

/** Other ways to write what is wanted, for fields that search by what one types. @param {string} wanted @returns {string[]} */
function otherNames(wanted) {
  const code = countryOf(wanted, true);
  if (!code) return [];
  return [...new Set(languagesHere().slice(0, 2).map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(code)))].filter((name) => name && folded(name) !== folded(wanted));
}
