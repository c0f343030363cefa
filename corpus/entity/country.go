package entity

import "strings"

// countries has one line for each country: its English name; other names; demonyms; capital, seats of
// government and their bywords.
const countries = `
Afghanistan;Islamic Emirate of Afghanistan;Afghan,Afghans;Kabul
Albania;;Albanian,Albanians;Tirana
Algeria;;Algerian,Algerians;Algiers
Andorra;;Andorran,Andorrans;Andorra la Vella
Angola;;Angolan,Angolans;Luanda
Argentina;;Argentine,Argentinian,Argentines,Argentinians;Buenos Aires,Casa Rosada
Armenia;;Armenian,Armenians;Yerevan
Australia;;Australian,Australians;Canberra
Austria;;Austrian,Austrians;Vienna
Azerbaijan;;Azerbaijani,Azeri,Azerbaijanis,Azeris;Baku
Bahamas;the Bahamas;Bahamian,Bahamians;Nassau
Bahrain;;Bahraini,Bahrainis;Manama
Bangladesh;;Bangladeshi,Bangladeshis;Dhaka
Barbados;;Barbadian,Barbadians;Bridgetown
Belarus;;Belarusian,Belarusians,Belarussian;Minsk
Belgium;;Belgian,Belgians;
Belize;;Belizean,Belizeans;Belmopan
Benin;;Beninese;Porto-Novo
Bhutan;;Bhutanese;Thimphu
Bolivia;;Bolivian,Bolivians;La Paz,Sucre
Bosnia and Herzegovina;Bosnia,Bosnia-Herzegovina;Bosnian,Bosnians;Sarajevo
Botswana;;Botswanan;Gaborone
Brazil;;Brazilian,Brazilians;Brasilia,Brasília,Planalto
Brunei;;Bruneian;Bandar Seri Begawan
Bulgaria;;Bulgarian,Bulgarians;Sofia
Burkina Faso;;Burkinabe;Ouagadougou
Burundi;;Burundian,Burundians;Gitega
Cambodia;;Cambodian,Cambodians;Phnom Penh
Cameroon;;Cameroonian,Cameroonians;Yaounde,Yaoundé
Canada;;Canadian,Canadians;Ottawa,Parliament Hill
Cape Verde;Cabo Verde;Cape Verdean;Praia
Central African Republic;;Central African;Bangui
Chad;;Chadian,Chadians;N'Djamena
Chile;;Chilean,Chileans;La Moneda
China;People's Republic of China,PRC;Chinese;Beijing,Peking,Zhongnanhai
Colombia;;Colombian,Colombians;Bogota,Bogotá
Comoros;;Comorian,Comorians;Moroni
Congo;Democratic Republic of Congo,Democratic Republic of the Congo,DRC,DR Congo;Congolese;Kinshasa
Republic of the Congo;Congo-Brazzaville;;Brazzaville
Costa Rica;;Costa Rican,Costa Ricans;
Croatia;;Croatian,Croatians,Croat,Croats;Zagreb
Cuba;;Cuban,Cubans;Havana
Cyprus;;Cypriot,Cypriots;Nicosia
Czech Republic;Czechia;Czech,Czechs;Prague
Denmark;;Danish,Dane,Danes;Copenhagen,Christiansborg
Djibouti;;Djiboutian;
Dominican Republic;;;Santo Domingo
East Timor;Timor-Leste;Timorese;Dili
Ecuador;;Ecuadorian,Ecuadorean,Ecuadorians;Quito
Egypt;;Egyptian,Egyptians;Cairo
El Salvador;;Salvadoran,Salvadorans;
Equatorial Guinea;;;Malabo
Eritrea;;Eritrean,Eritreans;Asmara
Estonia;;Estonian,Estonians;Tallinn
Eswatini;Swaziland;Swazi,Swazis;Mbabane
Ethiopia;;Ethiopian,Ethiopians;Addis Ababa
Fiji;;Fijian,Fijians;Suva
Finland;;Finnish,Finn,Finns;Helsinki
France;;French,Frenchman,Frenchmen;Paris,Élysée,Elysee,Élysée Palace,Elysee Palace,Quai d'Orsay
Gabon;;Gabonese;Libreville
Gambia;the Gambia;Gambian,Gambians;Banjul
Georgia;;Georgian,Georgians;Tbilisi
Germany;;German,Germans;Berlin,Bundestag,Bundesrat
Ghana;;Ghanaian,Ghanaians;Accra
Greece;;Greek,Greeks;Athens
Greenland;;Greenlandic,Greenlander,Greenlanders;Nuuk
Guatemala;;Guatemalan,Guatemalans;Guatemala City
Guinea;;Guinean,Guineans;Conakry
Guinea-Bissau;;;Bissau
Guyana;;Guyanese;Georgetown
Haiti;;Haitian,Haitians;Port-au-Prince
Honduras;;Honduran,Hondurans;Tegucigalpa
Hungary;;Hungarian,Hungarians;Budapest
Iceland;;Icelandic,Icelander,Icelanders;Reykjavik,Reykjavík
India;;Indian,Indians;New Delhi,Delhi,Lok Sabha,Rajya Sabha
Indonesia;;Indonesian,Indonesians;Jakarta
Iran;Islamic Republic of Iran,Islamic Republic;Iranian,Iranians;Tehran,Teheran
Iraq;;Iraqi,Iraqis;Baghdad
Ireland;Republic of Ireland;Irish,Irishman;Dublin,Dáil,Dail
Israel;;Israeli,Israelis;Jerusalem,Knesset
Italy;;Italian,Italians;Rome,Quirinale,Palazzo Chigi
Ivory Coast;Côte d'Ivoire,Cote d'Ivoire;Ivorian,Ivorians;Yamoussoukro
Jamaica;;Jamaican,Jamaicans;
Japan;;Japanese;Tokyo
Jordan;;Jordanian,Jordanians;Amman
Kazakhstan;;Kazakh,Kazakhs,Kazakhstani;Astana
Kenya;;Kenyan,Kenyans;Nairobi
Kosovo;;Kosovar,Kosovars,Kosovan;Pristina
Kuwait;;Kuwaiti,Kuwaitis;Kuwait City
Kyrgyzstan;;Kyrgyz;Bishkek
Laos;;Laotian,Lao,Laotians;Vientiane
Latvia;;Latvian,Latvians;Riga
Lebanon;;Lebanese;Beirut
Lesotho;;Basotho;Maseru
Liberia;;Liberian,Liberians;Monrovia
Libya;;Libyan,Libyans;Tripoli
Liechtenstein;;;Vaduz
Lithuania;;Lithuanian,Lithuanians;Vilnius,Seimas
Luxembourg;;Luxembourger,Luxembourgers,Luxembourgish;
Madagascar;;Malagasy;Antananarivo
Malawi;;Malawian,Malawians;Lilongwe
Malaysia;;Malaysian,Malaysians;Kuala Lumpur,Putrajaya
Maldives;the Maldives;Maldivian,Maldivians;
Mali;;Malian,Malians;Bamako
Malta;;Maltese;Valletta
Mauritania;;Mauritanian,Mauritanians;Nouakchott
Mauritius;;Mauritian,Mauritians;Port Louis
Mexico;;Mexican,Mexicans;Mexico City,Los Pinos
Moldova;;Moldovan,Moldovans;Chisinau,Chișinău
Monaco;;Monegasque;
Mongolia;;Mongolian,Mongolians;Ulaanbaatar,Ulan Bator
Montenegro;;Montenegrin,Montenegrins;Podgorica
Morocco;;Moroccan,Moroccans;Rabat
Mozambique;;Mozambican,Mozambicans;Maputo
Myanmar;Burma;Burmese;Naypyidaw,Naypyitaw
Namibia;;Namibian,Namibians;Windhoek
Nepal;;Nepali,Nepalese,Nepalis;Kathmandu
Netherlands;the Netherlands,Holland;Dutch,Dutchman;Amsterdam,The Hague,the Hague,Binnenhof
New Zealand;;New Zealander,New Zealanders;Beehive
Nicaragua;;Nicaraguan,Nicaraguans;Managua
Niger;;Nigerien,Nigeriens;Niamey
Nigeria;;Nigerian,Nigerians;Abuja,Aso Rock
North Korea;Democratic People's Republic of Korea,DPRK;North Korean,North Koreans;Pyongyang
North Macedonia;Macedonia;Macedonian,Macedonians,North Macedonian;Skopje
Norway;;Norwegian,Norwegians;Oslo,Storting
Oman;;Omani,Omanis;Muscat
Pakistan;;Pakistani,Pakistanis;Islamabad,Rawalpindi
Palestine;State of Palestine,Palestinian territories,Palestinian Authority;Palestinian,Palestinians;Ramallah
Panama;;Panamanian,Panamanians;Panama City
Papua New Guinea;;Papua New Guinean;Port Moresby
Paraguay;;Paraguayan,Paraguayans;Asuncion,Asunción
Peru;;Peruvian,Peruvians;Lima
Philippines;the Philippines;Philippine,Filipino,Filipinos,Filipina;Manila,Malacanang,Malacañang
Poland;;Polish,Pole,Poles;Warsaw,Sejm
Portugal;;Portuguese;Lisbon
Qatar;;Qatari,Qataris;Doha
Romania;;Romanian,Romanians;Bucharest
Russia;Russian Federation;Russian,Russians;Moscow,Kremlin,the Kremlin,State Duma,Duma
Rwanda;;Rwandan,Rwandans;Kigali
Samoa;;Samoan,Samoans;Apia
Saudi Arabia;Kingdom of Saudi Arabia;Saudi,Saudis,Saudi Arabian;Riyadh
Senegal;;Senegalese;Dakar
Serbia;;Serbian,Serbians,Serb,Serbs;Belgrade
Seychelles;;Seychellois;
Sierra Leone;;Sierra Leonean,Sierra Leoneans;Freetown
Singapore;;Singaporean,Singaporeans;
Slovakia;Slovak Republic;Slovak,Slovaks,Slovakian;Bratislava
Slovenia;;Slovenian,Slovene,Slovenes,Slovenians;Ljubljana
Solomon Islands;;;Honiara
Somalia;;Somali,Somalis;Mogadishu
South Africa;;South African,South Africans;Pretoria
South Korea;Republic of Korea;South Korean,South Koreans;Seoul,Blue House
South Sudan;;South Sudanese;Juba
Spain;;Spanish,Spaniard,Spaniards;Madrid,Moncloa
Sri Lanka;;Sri Lankan,Sri Lankans;Colombo
Sudan;;Sudanese;Khartoum
Suriname;;Surinamese;Paramaribo
Sweden;;Swedish,Swede,Swedes;Stockholm,Riksdag
Switzerland;;Swiss;Bern,Berne
Syria;;Syrian,Syrians;Damascus
Taiwan;Republic of China;Taiwanese;Taipei
Tajikistan;;Tajik,Tajiks;Dushanbe
Tanzania;;Tanzanian,Tanzanians;Dodoma
Thailand;;Thai,Thais;Bangkok
Togo;;Togolese;Lome,Lomé
Tonga;;Tongan,Tongans;
Trinidad and Tobago;Trinidad;Trinidadian,Trinidadians;Port of Spain
Tunisia;;Tunisian,Tunisians;Tunis
Turkey;Türkiye,Turkiye;Turkish,Turk,Turks;Ankara
Turkmenistan;;Turkmen;Ashgabat
Uganda;;Ugandan,Ugandans;Kampala
Ukraine;;Ukrainian,Ukrainians;Kyiv,Kiev,Verkhovna Rada,Bankova
United Arab Emirates;the Emirates,UAE,U.A.E.,Emirates;Emirati,Emiratis;Abu Dhabi
United Kingdom;UK,U.K.,Britain,Great Britain;British,Briton,Britons,Brit,Brits;London,Downing Street,Whitehall,Westminster,Buckingham Palace,No. 10
United States;US,U.S.,USA,U.S.A.,United States of America,America;American,Americans;Washington,White House,Capitol Hill,Pentagon,Oval Office,Washington D.C.,State Department,West Wing,Foggy Bottom
Uruguay;;Uruguayan,Uruguayans;Montevideo
Uzbekistan;;Uzbek,Uzbeks;Tashkent
Vatican;Vatican City,Holy See;;
Venezuela;;Venezuelan,Venezuelans;Caracas,Miraflores
Vietnam;;Vietnamese;Hanoi
Yemen;;Yemeni,Yemenis;Sanaa,Sana'a
Zambia;;Zambian,Zambians;Lusaka
Zimbabwe;;Zimbabwean,Zimbabweans;Harare
England;;English,Englishman;
Scotland;;Scottish,Scot,Scots;Edinburgh,Holyrood
Wales;;Welsh;Cardiff
Northern Ireland;;Northern Irish;Belfast,Stormont
Hong Kong;;Hong Konger,Hong Kongers;
European Union;EU,E.U.;;Brussels,European Commission,Berlaymont
`

// How a word stands for a country.
type countryForm int

const (
	noCountry   countryForm = iota
	countryName             // "Ukraine", "the UK"
	demonym                 // "Ukrainian", "Ukrainians"
	seat                    // "Kyiv", "the Kremlin"
)

type countryEntry struct {
	name string
	form countryForm
}

var countryTable = func() map[string]countryEntry {
	m := map[string]countryEntry{}
	for line := range strings.SplitSeq(strings.TrimSpace(countries), "\n") {
		parts := strings.Split(line, ";")
		m[parts[0]] = countryEntry{parts[0], countryName}
		for i, form := range []countryForm{countryName, demonym, seat} {
			for word := range strings.SplitSeq(parts[i+1], ",") {
				if _, taken := m[word]; word != "" && !taken {
					m[word] = countryEntry{parts[0], form}
				}
			}
		}
	}
	return m
}()

// Country returns the English name of the country that word names or stands for: a country, its capital,
// its people or their adjective, its seat of government. "" when it is none of these. An article in
// front and a genitive ending do not matter, capital letters do: "turkey" is no country.
func Country(word string) string { return lookupCountry(word).name }

func lookupCountry(word string) countryEntry {
	word = strings.TrimSpace(word)
	for _, genitive := range []string{"'s", "’s", "'", "’"} {
		word = strings.TrimSuffix(word, genitive)
	}
	if e, ok := countryTable[word]; ok {
		return e
	}
	if rest, ok := cutArticle(word); ok {
		return countryTable[rest]
	}
	return countryEntry{}
}

func cutArticle(word string) (string, bool) {
	for _, article := range []string{"the ", "The ", "a ", "A ", "an ", "An "} {
		if rest, ok := strings.CutPrefix(word, article); ok {
			return rest, true
		}
	}
	return word, false
}
