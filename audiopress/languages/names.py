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

GIVEN: Final = frozenset(
    (
        "Aisha Alan Albert Alejandra Alejandro Alessandra Alessandro Alexandra Alexandre Alfred Alfredo Alicia Alison"
        " Allison Amelia Amina Amit Anders Andrea Andreas Andrzej Andrés Angelo Anita Anja Anjali Anke Anneke Annika"
        " Antoine Antonia António Arjun Arnaud Arne Artur Arun Astrid Aurélie Axel Bart Bastian Beate Bengt Benoît"
        " Bernadette Bernard Bertrand Bettina Bianca Björn Brigitte Bruno Bärbel Béatrice Carina Carla Carlo Carole"
        " Carolina Caroline Carsten Cecilia Chantal Charlie Chiara Chloé Christa Christel Christelle Christiane Christoph"
        " Christophe Clara Claude Clémence Clément Colin Connor Constanze Cornelia Cristian Cécile Cédric Damien Daniela"
        " Daniele Danny Davide Dean Deepak Delphine Denis Derek Detlef Diego Dirk Dominique Dorothea Duncan Edda Edgar"
        " Edith Edmund Eduardo Egon Elias Elisa Elise Elke Ella Elliot Elliott Elsa Emilia Emilio Emmanuelle"
        " Enrico Enrique Erica Erik Erika Erin Ernesto Ernst Esteban Esther Eugene Eva Fabian Fabio Fabrice Fatima"
        " Federica Federico Felix Filip Filippo Finn Fiona Francesca Francesco Francis Franck Franz Françoise Frauke Fred"
        " Frederik Frieda Friederike Fritz Frédéric Félix Gabriela Gabriele Gaëlle Geoffrey Georg Georges Geraldine Germán"
        " Giacomo Gianluca Gianni Gilles Gina Giorgio Giovanni Gisela Giulia Giuseppe Gonzalo Graham Greta Guillaume"
        " Guillermo Gunnar Gustav Hanna Hanne Hannelore Hannes Hans-Jürgen Harald Haruka Haruki Hector Heidi Heiner"
        " Heinrich Heinz Henri Henrik Herbert Hiroshi Holger Hugh Hugo Héctor Hélène Ian Ida Ignacio Igor Ilse Imran Inga"
        " Ingo Ingrid Inés Iris Isaac Ivan Ivy Iván Jacques Jaime Jakob Jakub Jan Jana Jean-Claude Jean-François Jean-Paul"
        " Jean-Pierre Jenny Jeremiah Jesús Joachim Joana Joanna Joaquín Jochen Joel Johan Johann Johanna Johannes Jon"
        " Jonas Jorge Josef Josefina Josep José João Joël Julia Julian Juliana Julien Juliette Julius Julián Jutta Jérôme"
        " Jörg Kai Karin Karina Karsten Kasper Katarina Katharina Kathrin Kathy Katia Katie Katja Katrina Kavita Kelvin"
        " Kenji Kerstin Kirsten Kirsty Knut Konrad Kristin Kristina Kurt Lars Laurence Laurent Layla Lea Leila Lena Leo"
        " Leon Leonard Leonardo Leonie Lewis Lia Lina Lionel Lorena Lorenzo Lothar Louis Louisa Louise Luc Luca Lucia"
        " Lucie Lucy Ludwig Luigi Luisa Luise Luiz Lukas Lydia Léa Léon Maarten Madeleine Magali Magdalena Magnus Maja"
        " Malte Manfred Manon Manuel Manuela Marc Marcel Marcela Marcelo Marcin Marcus Margarete Margarita Margaux Margot"
        " Mariam Marian Mariana Marina Mario Marion Marlene Marlies Martin Martina Martine Martín Mathias Mathieu Mathilde"
        " Matteo Matthias Matthieu Maud Maurice Mauricio Mauro Max Maxime Maya Mehdi Mehmet Mercè Mia Michaela Michal"
        " Michał Michel Michele Mick Miguel Mireille Miriam Mohamed Mohammad Mona Morgan Moritz Muriel Mustafa Mélanie"
        " Mónica Nadia Nadine Naomi Natalia Natasha Neil Nele Nico Nicole Nicolás Niklas Nils Nina Nora Norbert Norman"
        " Noémie Olga Oliver Olivier Oscar Otto Owen Paola Paolo Pascal Patricio Paula Pauline Paulo Philip Philippe"
        " Phillip Pieter Pietro Priya Quentin Rachid Raffaele Rahul Rajesh Ralph Ramón Raphaël Raquel Raúl Reinhard"
        " Reinhold Renaud René Ricardo Riccardo Rita Rob Roberto Robin Rocío Rodolfo Rodrigo Roger Roland Rolf Romain Rory"
        " Rosie Rubén Rudolf Rui Rupert Rémi Sabrina Saki Salma Salvador Sam Sami Sandeep Sandro Sanjay Sara Satoshi Selma"
        " Serge Sergey Siegfried Sigrid Silvia Simon Simone Siobhan Solveig Sonia Sonja Stefania Stefanie Steffen Steffi"
        " Stuart Stéphane Stéphanie Sunil Susana Susanne Suzanne Sven Svenja Sylvain Sylvia Sylvie Sébastien Søren Takashi"
        " Takeshi Tamara Tania Tanja Tariq Tatiana Theo Theodor Thierry Thilo Thomas Thorsten Théo Timo Tina Tom"
        " Tomasz Tomás Toni Tony Torsten Tristan Ulf Ulla Ulrich Uta Ute Valentin Valentina Valeria Vanessa Vera Verena"
        " Victor Viktor Vincent Vincenzo Virginie Vivian Volker Véronique Víctor Walid Waltraud Werner Wilhelm Wim Xavier"
        " Ximena Yann Yannick Yasmin Yuki Yuko Yusuf Yves Yvonne Zoe Zoé Álvaro Élise Élodie Émilie Étienne Óscar"
    ).split()
)
"""More given names as writers of European papers sign, of one sex or both: enough to tell a signature from a section."""

CHINESE_FAMILY: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧"
    "蔣賈葉閻鐘譚鄒陸龍錢湯"
)
"""The most frequent Chinese family names of one sign, in both scripts."""

JAPANESE_FAMILY: Final = frozenset(
    (
        "佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 渡部 山本 中村 小林 加藤 吉田 山田 佐々木 松本 井上"
        " 木村 斎藤 斉藤 齋藤 清水 山崎 池田 橋本 阿部 山下 中島 石井 小川 前田 岡田 長谷川 藤田"
        " 後藤 近藤 村上 遠藤 青木 坂本 西村 藤井 金子 岡本 藤原 三浦 中野 中川 原田 松田 竹内"
        " 小野 田村 中山 石田 森田 上田 内田 柴田 酒井 横山 高木 安藤 大野 小島 谷口 工藤 今井"
        " 増田 丸山 杉山 村田 大塚 新井 平野 藤本 河野 野口 武田 松井 菅原 岩崎 久保 木下 佐野"
        " 野村 松尾 市川 菊地 菊池 杉本 古川 島田 水野 桜井 高野 吉川 山内 西田 飯田 西川 北村"
        " 安田 五十嵐 川口 平田 久保田 服部 岩田 土屋 本田 樋口 秋山 永井 吉村 川上 石原 大橋 松岡"
        " 浜田 馬場 森本 矢野 浅野 松下 星野 大久保 吉岡 小池 野田 荒木 熊谷 内藤 黒田 尾崎 川村"
        " 永田 望月 松村 荒井"
    ).split()
)
"""The most frequent Japanese family names that are no prefecture's too."""

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
        " fort san los las santa real formel formula"
        " hispanic latino latinos white black southern texan pac campaign convention caucus primary poll report magazine"
        " newspaper website blog show tonight morning street treasury pentagon kremlin dow super supreme federal national"
        " international world america's economy security defense defence"
        " spd cdu csu fdp grüne grünen linke bundestag bundesrat bundesregierung polizei gericht ministerium verband verein"
        " gesellschaft universität institut zeitung rundschau deutschland deutsche deutschen europa euro"
    ).split()
)
"""Words that name places, bodies and peoples: a name with one of them in it is nobody's."""
