"""Given names and stems of surnames that are common in Uzbekistan, for people who do not exist."""

_MEN = """
Abbos Abdulaziz Abdulla Abdullo Abdurahmon Abdurasul Abror Adham Adiz Afzal Ahmad Akbar Akmal Akrom Alijon Alisher
Amir Anvar Aziz Azamat Azizbek Bahodir Bahrom Baxtiyor Behruz Bekzod Bobur Botir Boʻri Dilmurod Dilshod Diyorbek
Doniyor Doʻstmurod Elbek Eldor Elyor Erkin Farhod Farrux Faxriddin Fayzulla Fazliddin Furqat Gʻani Gʻayrat Gʻolib
Gʻulom Habibulla Hakim Hamid Hamza Hasan Hikmat Husan Hoshim Ibrohim Ikrom Ilhom Ilyosbek Ilyos Islom Ismoil
Isʼhoq Izzat Jahongir Jalol Jamol Jamshid Jasur Javlon Javohir Joʻra Kamol Karim Komil Kamron Komiljon Laziz
Lochin Mahmud Mansur Marat Maʼruf Mirzo Muhammad Muhriddin Mumtoz Murod Musa Muslim Mustafo Muzaffar Nodir
Nurbek Nuriddin Nuʼmon Obid Odil Olim Olimjon Omon Orif Otabek Oybek Oʻktam Oʻlmas Parviz Poʻlat Qahramon
Qobil Qodir Qudrat Rahim Rahmat Rasul Ravshan Rustam Roʻzimurod Sadriddin Saidakbar Salim Samandar Sanjar
Sardor Sarvar Shahboz Shahzod Shamsiddin Sharof Shavkat Sherali Sherzod Shohruh Shukur Siroj Sobir Suhrob
Sulton Sunnat Tohir Tolib Toʻlqin Toʻra Temur Ulugʻbek Umid Umar Usmon Vali Vohid Xayrulla Xurshid Xudoyor
Yodgor Yoqub Yoʻldosh Yusuf Zafar Zohid Zokir Ziyodulla
"""
MEN = tuple(_MEN.split())

_WOMEN = """
Adiba Adolat Anora Asal Aziza Barchinoy Barno Charos Dildora Dilafruz Dilbar Dilfuza Dilnavoz Dilnoza Dilorom
Dilrabo Dilshoda Durdona Elnora Farangiz Farida Feruza Fotima Gavhar Gulbahor Gulchehra Gulhayo Gulnora Gulruh
Gulshan Gulsanam Guzal Gʻuncha Hafiza Halima Hilola Hulkar Husnida Iroda Jamila Kamola Karima Komila Laylo Lobar
Lola Mahliyo Malika Malohat Manzura Maftuna Marhabo Maʼmura Matluba Mohichehra Mohinur Mohira Muazzam Muhabbat
Muhayyo Mukarrama Munisa Munira Muqaddas Muslima Muxlisa Nafisa Nargiza Nasiba Navbahor Nigina Nigora Nilufar
Nodira Noila Nozima Odina Oygul Oysha Oʻgʻiloy Parizod Parvina Rano Raʼno Rayhon Robiya Roziya Ruxshona Sabina
Sabohat Sadoqat Saida Salima Saodat Sarvinoz Sevara Sevinch Shahlo Shahnoza Shahzoda Shirin Shoira Sitora
Sojida Surayyo Tamara Tozagul Umida Vazira Xadicha Xolida Xurshida Yulduz Zamira Zarina Zebo Zilola Ziyoda
Zuhra Zulayho Zulfiya
"""
WOMEN = tuple(_WOMEN.split())

# A surname is the stem with its ending: Karim and -ov, Ali and -yev.
_SURNAME_STEMS = """
Abdulla Abdurahmon Abdurashid Abduvali Abduqodir Ahmad Akbar Akram Ali Alimardon Ashur Aziz Azim Bahodir Baxtiyor
Berdi Boboqul Bobojon Boʻri Boʻtayor Davlat Davron Doʻstmuhammad Ergash Erkin Eshmurod Eshonqul Fayzulla Fozil
Gʻafur Gʻani Gʻayrat Gʻofur Gʻulom Habib Hakim Hamdam Hamid Hamro Hasan Haydar Hikmat Hoji Holmat Husan Ibodulla
Ibrohim Ikrom Ismoil Isʼhoq Islom Jabbor Jalil Jalol Jamol Joʻra Joʻraqul Kamol Karim Komil Latif Mahkam Mahmud
Majid Mamat Mamadali Mansur Mavlon Mirza Mirzayor Muhammad Mullajon Muqim Murod Musa Mustafo Muʼmin Nabi Narzulla
Nasriddin Nazar Negmat Niyoz Norboy Norqul Normat Nosir Nur Nurmat Obid Odil Olim Omon Ortiq Orip Oʻktam
Oʻrin Parda Poʻlat Qahhor Qambar Qodir Qosim Qoʻldosh Qurbon Rahim Rahmat Rahmon Rajab Rashid Rasul Ravshan Razzoq
Rizo Roʻzi Sadulla Said Salim Salom Samad Saparboy Sattor Saydulla Shamsi Sharif Sharop Sherqul Shodi Shokir
Shomurod Shukur Siddiq Sobir Sodiq Soli Sulaymon Sulton Suyun Tangri Temir Tilla Tohir Toji Toshmat Toshpoʻlat
Toʻlqin Toʻra Toʻxta Turdi Turgʻun Tursun Ubaydulla Umar Umrzoq Usmon Uzoq Vali Vohid Xalil Xidir Xolboy Xoliq
Xolmat Xoʻja Xudoyberdi Xudoyqul Xurram Yodgor Yoqub Yoʻldosh Yunus Yusuf Zarif Ziyo Zohid Zokir Zulfiqor
"""
SURNAME_STEMS = tuple(_SURNAME_STEMS.split())

# Of other peoples of the country: surname of a man, of a woman; in Cyrillic, as their papers have it.
RUSSIAN_SURNAMES = (
    ("Кузнецов", "Кузнецова"), ("Воронцов", "Воронцова"), ("Васильев", "Васильева"), ("Семёнов", "Семёнова"),
    ("Щербаков", "Щербакова"), ("Ильин", "Ильина"), ("Соловьёв", "Соловьёва"), ("Николаев", "Николаева"),
    ("Ермаков", "Ермакова"), ("Мельников", "Мельникова"), ("Цветков", "Цветкова"), ("Орлов", "Орлова"),
)  # fmt: skip
RUSSIAN_MEN = (
    "Александр",
    "Алексей",
    "Андрей",
    "Артём",
    "Евгений",
    "Игорь",
    "Максим",
    "Сергей",
    "Юрий",
    "Николай",
)
RUSSIAN_WOMEN = (
    "Анна",
    "Дарья",
    "Екатерина",
    "Елена",
    "Наталья",
    "Ольга",
    "Татьяна",
    "Юлия",
    "Мария",
    "Любовь",
)
RUSSIAN_FATHERS = ("Александров", "Алексеев", "Андреев", "Сергеев", "Юрьев", "Николаев", "Викторов", "Игорев")

KOREAN_SURNAMES = ("Ким", "Цой", "Пак", "Тен", "Хан", "Югай", "Ли", "Шин")

FOREIGN_SURNAMES = (
    "Saparow",
    "Orazow",
    "Sadykov",
    "Nurlanov",
    "Rahimzoda",
    "Sharipov",
    "Berdiyew",
    "Toktogulov",
)
