"""Names that tell something: family names that stand first, given names of women and men, words that name no person.

Given names are the most frequent ones of the last decades in the United States (Social Security Administration,
popular names by decade) and in Germany, France and Spain; names that both sexes bear are left out.
"""

from __future__ import annotations

from typing import Final

KOREAN_FAMILY: Final = frozenset(
    (
        "Kim Lee Park Choi Jung Jeong Kang Cho Jo Yoon Yun Jang Lim Im Han Oh Seo Suh Shin Kwon Hwang Ahn An Song Yoo Yu"
        " Hong Jeon Ko Go Moon Son Yang Bae Baek Heo Huh Nam Shim Roh Noh Ha Joo Ju Koo Ku Min Ryu Na Jin Ji Um Eom Chae"
        " Cha Pyo Chu Choo Woo Maeng Seok Tak Bong Chin Eun Yeo Paik Baik Sim Gu Cheong Namgung Hwangbo Dokgo"
        " Won Cheon Bang Kong Gong Hyun Byun Yeom Chu Do So Seol Ban Wang Geum Ok Yook Pyo Myung Ki Sung Chung Rhee Pak"
        " Xi Li Zhang Liu Chen Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Mao Deng Jiang"
    ).split()
)
"""Family names that stand first: Korean and Chinese ones as newspapers write them."""

FEMALE: Final = frozenset(
    (
        "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Margaret Sandra Ashley"
        " Kimberly Emily Donna Michelle Carol Amanda Dorothy Melissa Deborah Stephanie Rebecca Sharon Laura Cynthia Kathleen"
        " Amy Angela Shirley Anna Brenda Pamela Emma Nicole Helen Samantha Katherine Christine Debra Rachel Carolyn Janet"
        " Catherine Maria Heather Diane Ruth Julie Olivia Joyce Virginia Victoria Kelly Lauren Christina Joan Evelyn Judith"
        " Megan Andrea Cheryl Hannah Jacqueline Martha Gloria Teresa Ann Sara Madison Frances Kathryn Janice Jean Abigail"
        " Alice Julia Judy Sophia Grace Denise Amber Doris Marilyn Danielle Beverly Isabella Theresa Diana Natalie Brittany"
        " Charlotte Marie Kayla Hillary Nikki Jill Kate Claire Ellen Jane Eva Angelina Ursula Sabine"
        " Petra Monika Claudia Andrea Birgit Heike Ulrike Annette Renate Annalena Angela Katrin Silke Nicola Theresa Marine"
        " Anne Isabelle Sophie Nathalie Valérie Céline Sandrine Camille Carmen Josefa Dolores Pilar Lucía Sofía Elena Isabel"
        " Ana Cristina Yolanda Rosa Mercedes Irene Marta Beatriz Debbie Elaine Wendy Tammy Meg Molly"
    ).split()
)
MALE: Final = frozenset(
    (
        "James Robert John Michael David William Richard Joseph Thomas Christopher Charles Daniel Matthew Anthony Mark Donald"
        " Steven Andrew Paul Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan Jacob Gary Nicholas"
        " Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis"
        " Jerry Tyler Aaron Jose Adam Nathan Henry Zachary Douglas Peter Kyle Noah Ethan Jeremy Christian Walter Keith Austin"
        " Roger Terry Sean Gerald Carl Dylan Harold Jordan Jesse Bryan Lawrence Arthur Gabriel Bruce Logan Billy Joe Alan Juan"
        " Elijah Willie Albert Wayne Randy Mason Vincent Liam Roy Bobby Caleb Bradley Russell Lucas Harry Bernie Ted"
        " Bill Tom Tim Mike Jim Bob Steve Dan Ben Ken Ron Don Greg Jeff Matt Nick Rick Marco Mitch Chuck Vladimir"
        " Boris Emmanuel Nicolas François Pierre Jean-Luc Édouard Pedro Mariano Carlos Javier Antonio Manuel Francisco Luis"
        " Miguel Ángel Rafael Fernando Pablo Sergio Olaf Friedrich Wolfgang Jürgen Klaus Hans Horst Günter Gerhard Frank-Walter"
        " Sigmar Heiko Jens Markus Armin Karl Helmut Uwe Dieter Bernd Rainer Ralf Stefan Sebastian Tobias Florian Philipp"
        " Dmitry Sergei Recep Benjamin Mahmoud Hassan Mohammed Muhammad Ahmed Ali Omar Mark Corey Doug Phil Alex"
    ).split()
)

NOT_PEOPLE: Final = frozenset(
    (
        "north south east west northern southern eastern western central new united states state kingdom republic democratic"
        " korea korean china chinese japan japanese russia russian america american americans british britain england france"
        " french germany german europe european asia asian africa african india indian israel israeli iran iranian iraq syria"
        " ukraine canada canadian mexico mexican australia australian london paris berlin tokyo seoul beijing washington york"
        " angeles moscow brussels pyongyang turkey turkish cuba cuban afghanistan pakistan arab spanish italian dutch irish"
        " university college school institute party court house senate congress parliament committee commission council"
        " department ministry agency office bureau administration government army navy police force street avenue road park"
        " square bridge island islands sea ocean river bay lake mountain county city town village province district league cup"
        " team club bank company corp inc ltd llc group association society union foundation center centre hospital church"
        " museum theatre theater times post journal news daily press tribune herald guardian television radio network twitter"
        " facebook google internet cnn nbc abc cbs fox bbc ap reuters afp yonhap msnbc politico nato eu un fbi cia nra irs"
        " democrat democrats republican republicans gop labour conservative liberal christian muslim jewish catholic islam"
        " islamic act bill law amendment agreement treaty summit conference olympics war day week month year christmas easter"
        " tv alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa"
        " kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada"
        " hampshire jersey carolina dakota ohio oklahoma oregon pennsylvania rhode tennessee texas utah vermont wisconsin wyoming"
        " fort san los las santa"
        " hispanic latino latinos white black southern texan pac campaign convention caucus primary poll report magazine"
        " newspaper website blog show tonight morning street treasury pentagon kremlin dow super supreme federal national"
        " international world america's economy security defense defence"
        " spd cdu csu fdp grüne grünen linke bundestag bundesrat bundesregierung polizei gericht ministerium verband verein"
        " gesellschaft universität institut zeitung rundschau deutschland deutsche deutschen europa euro"
    ).split()
)
"""Words that name places, bodies and peoples: a name with one of them in it is nobody's."""
